package dev.ablate.inspect.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.model.InvalidNetworkException;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.Shape;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class FieldTest {

  private static final Shape INPUT = new Shape(1, 12, 13);

  @Provide
  Arbitrary<List<Layer>> stacks() {
    return RandomNetworks.slidingStacks();
  }

  /** Weights are positive, so that every pixel that a unit can see raises it. */
  @Property(tries = 150)
  void impulsesMoveExactlyTheUnitsWhoseFieldTheyAreIn(@ForAll("stacks") List<Layer> layers) {
    Network network = RandomNetworks.of(layers.toArray(Layer[]::new));
    NetworkSummary summary;
    try {
      summary = NetworkSummary.of(network, INPUT);
    } catch (InvalidNetworkException e) {
      Assume.that(false);
      return;
    }
    int last = layers.size() - 1;
    Shape output = summary.layers().get(last).output();
    // A window may hang over the image by more than its size: such a stack shows nothing.
    Assume.that(summary.layers().stream().allMatch(layer -> layer.output().size() > 0));
    int[][] moved = movedBy(network, output);
    for (int y = 0; y < output.height(); y++) {
      for (int x = 0; x < output.width(); x++) {
        Field field = Field.of(network, summary, last, y, x);
        assertThat(hull(moved[y * output.width() + x]))
            .as("unit %d, %d of %s", y, x, layers)
            .isEqualTo(field);
      }
    }
  }

  /** For each unit of a map, 1 at each pixel that moves it. */
  private static int[][] movedBy(Network network, Shape output) {
    int places = output.height() * output.width();
    int[][] moved = new int[places][INPUT.height() * INPUT.width()];
    try (UnfusedNetwork open = RandomNetworks.open(network, INPUT, 3, true)) {
      Maps black = Maps.zeros(INPUT, 1);
      double[] before = open.forward(black).scores().values();
      for (int pixel = 0; pixel < INPUT.height() * INPUT.width(); pixel++) {
        Maps impulse = black.copy();
        impulse.values()[pixel] = 1000;
        double[] after = open.forward(impulse).scores().values();
        for (int place = 0; place < places; place++) {
          moved[place][pixel] = Math.abs(after[place] - before[place]) > 1e-9 ? 1 : 0;
        }
      }
    }
    return moved;
  }

  private static Field hull(int[] moved) {
    int top = INPUT.height();
    int bottom = 0;
    int left = INPUT.width();
    int right = 0;
    for (int pixel = 0; pixel < moved.length; pixel++) {
      if (moved[pixel] == 1) {
        top = Math.min(top, pixel / INPUT.width());
        bottom = Math.max(bottom, pixel / INPUT.width() + 1);
        left = Math.min(left, pixel % INPUT.width());
        right = Math.max(right, pixel % INPUT.width() + 1);
      }
    }
    return bottom == 0 ? Field.NOTHING : new Field(top, bottom, left, right);
  }

  @Test
  void fieldGrowsThroughPoolingAndIsClippedAtTheEdge() {
    Network network =
        RandomNetworks.of(
            RandomNetworks.conv(4, 5),
            RandomNetworks.relu(),
            RandomNetworks.maximum(),
            RandomNetworks.conv(4, 3));
    NetworkSummary summary = NetworkSummary.of(network, new Shape(3, 32, 32));
    // 3 pooled columns are 6 of the first convolution's, which see 4 more.
    assertThat(Field.of(network, summary, 3, 8, 8)).isEqualTo(new Field(12, 22, 12, 22));
    assertThat(Field.of(network, summary, 3, 0, 15)).isEqualTo(new Field(0, 6, 26, 32));
  }

  @Test
  void shortcutsSeeWhatEitherWaySees() {
    Network network =
        RandomNetworks.of(
            RandomNetworks.conv(4, 3), RandomNetworks.conv(4, 3), new Layer.Shortcut(1));
    NetworkSummary summary = NetworkSummary.of(network, new Shape(4, 20, 20));
    assertThat(Field.of(network, summary, 2, 9, 9)).isEqualTo(new Field(7, 12, 7, 12));
  }

  /** Inside a branch a unit sees nothing of what the other way sees. */
  @Test
  void aBranchSeesPastWhatItLeavesAside() {
    Network network =
        RandomNetworks.of(
            RandomNetworks.conv(4, 3),
            RandomNetworks.conv(4, 5),
            new Layer.Branch(1),
            RandomNetworks.conv(4, 1),
            new Layer.Shortcut(2));
    NetworkSummary summary = NetworkSummary.of(network, new Shape(4, 20, 20));
    assertThat(Field.of(network, summary, 3, 9, 9)).isEqualTo(new Field(8, 11, 8, 11));
  }

  @Test
  void afterAProductAUnitSeesTheWholeImage() {
    Network network =
        RandomNetworks.of(
            RandomNetworks.conv(4, 3),
            RandomNetworks.pool(PoolSpec.Kind.AVERAGE, 3, 3, Padding.SAME),
            RandomNetworks.dense(5));
    NetworkSummary summary = NetworkSummary.of(network, new Shape(3, 9, 7));
    assertThat(Field.of(network, summary, 2, 0, 0)).isEqualTo(new Field(0, 9, 0, 7));
  }
}
