package dev.ablate.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.inspect.Ablation.Effect;
import dev.ablate.inspect.Ablation.Target;
import dev.ablate.inspect.network.Convolvers;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.inspect.network.RandomNetworks;
import dev.ablate.inspect.network.Scores;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.RecurrentSpec;
import dev.ablate.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AblationTest {

  private static final Shape INPUT = new Shape(2, 10, 10);
  private static final int CLASSES = 4;
  private static final Batches BATCHES = new Batches(5, 2, Batches.Progress.NONE);

  private static Network network(int first, int second) {
    return RandomNetworks.of(
        RandomNetworks.conv(first, 3),
        new Layer.BatchNormalization(),
        RandomNetworks.relu(),
        RandomNetworks.maximum(),
        RandomNetworks.conv(second, 3, 1, Padding.VALID, 1),
        RandomNetworks.relu(),
        new Layer.BatchNormalization(),
        new Layer.GlobalPooling(PoolSpec.Kind.AVERAGE),
        RandomNetworks.dense(CLASSES));
  }

  /** The same weights but for those of some filters, and of what reads them. */
  private static Subject without(Subject whole, Target target) {
    boolean isFirst = target.layer() == 0;
    int gone = target.units().size();
    Parameters all = whole.parameters();
    String own = "layer" + target.layer();
    String norm = isFirst ? "layer1" : "layer6";
    String reader = isFirst ? "layer4" : "layer8";
    int filters = isFirst ? 3 : 4;
    Parameters left = all;
    for (Role role : List.of(Role.WEIGHT, Role.BIAS)) {
      left = left.with(own, role, cut(all.get(own, role), filters, target.units()));
    }
    for (Role role : List.of(Role.SCALE, Role.SHIFT, Role.MEAN, Role.VARIANCE)) {
      left = left.with(norm, role, cut(all.get(norm, role), filters, target.units()));
    }
    double[] read = all.get(reader, Role.WEIGHT);
    int readers = isFirst ? 4 : CLASSES;
    double[] kept =
        IntStream.range(0, readers)
            .mapToObj(i -> part(read, readers, i))
            .flatMapToDouble(part -> Arrays.stream(cut(part, filters, target.units())))
            .toArray();
    return new Subject(
        isFirst ? network(filters - gone, 4) : network(3, filters - gone),
        INPUT,
        left.with(reader, Role.WEIGHT, kept),
        whole.convolvers());
  }

  /** Numbers in so many equal parts, without some of the parts. */
  private static double[] cut(double[] values, int parts, List<Integer> gone) {
    return IntStream.range(0, parts)
        .filter(part -> !gone.contains(part))
        .mapToObj(part -> part(values, parts, part))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[] part(double[] values, int parts, int number) {
    int size = values.length / parts;
    return Arrays.copyOfRange(values, number * size, (number + 1) * size);
  }

  @Test
  void isTheNetworkBuiltWithoutTheFilters() {
    Subject subject = TestSubjects.of(network(3, 4), INPUT, 3);
    ImageSubset images = TestSubjects.noise(INPUT, 23, CLASSES, 4);
    List<Target> targets = new ArrayList<>(Ablation.each(subject, List.of(0, 4)));
    targets.addAll(Ablation.pairs(0, List.of(0, 1, 2)));
    targets.add(new Target(4, List.of(3, 0, 2)));
    Ablation ablation = Ablation.of(subject, images, targets, BATCHES);
    assertThat(ablation.effects()).hasSize(11);
    for (Effect effect : ablation.effects()) {
      Subject smaller = without(subject, effect.target());
      double loss = 0;
      long right = 0;
      try (UnfusedNetwork open = smaller.open()) {
        Maps scores = open.forward(Maps.of(INPUT, images)).scores();
        for (int i = 0; i < images.count(); i++) {
          double[] own = scores.image(i).values();
          loss += Scores.loss(subject.network().loss(), own, images.label(i)) / images.count();
          right += Scores.largest(own) == images.label(i) ? 1 : 0;
        }
      }
      assertThat(effect.without().loss()).isCloseTo(loss, within(1e-9));
      assertThat(effect.without().accuracy()).isEqualTo((double) right / images.count());
    }
  }

  /** What is looked at outside of tests is computed by the engine, in its precision. */
  @Test
  void theEnginesProductsGiveTheSame() {
    Subject exact = TestSubjects.of(network(3, 4), INPUT, 3);
    Subject fast = new Subject(exact.network(), INPUT, exact.parameters(), Convolvers.of("dl4j"));
    ImageSubset images = TestSubjects.noise(INPUT, 23, CLASSES, 4);
    List<Target> targets = new ArrayList<>(Ablation.each(exact, List.of(0, 4)));
    targets.add(new Target(4, List.of(1, 3)));
    List<Effect> expected = Ablation.of(exact, images, targets, BATCHES).effects();
    List<Effect> found = Ablation.of(fast, images, targets, BATCHES).effects();
    for (int i = 0; i < targets.size(); i++) {
      assertThat(found.get(i).without().loss())
          .isCloseTo(expected.get(i).without().loss(), within(1e-4));
    }
  }

  @Test
  void lostImagesAreThoseRightBeforeAndWrongAfter() {
    Subject subject = TestSubjects.of(network(3, 4), INPUT, 3);
    ImageSubset images = TestSubjects.noise(INPUT, 40, CLASSES, 4);
    Ablation ablation =
        Ablation.of(
            subject,
            images,
            List.of(new Target(0, List.of(0, 1, 2)), new Target(4, List.of(1))),
            BATCHES);
    for (Effect effect : ablation.effects()) {
      long images4 = 0;
      for (int label = 0; label < CLASSES; label++) {
        images4 += effect.without().images(label);
        assertThat(effect.without().lost(label)).isLessThanOrEqualTo(ablation.whole().right(label));
        assertThat(effect.without().right(label))
            .isGreaterThanOrEqualTo(ablation.whole().right(label) - effect.without().lost(label));
      }
      assertThat(images4).isEqualTo(40);
    }
  }

  /** What reads the channel too: a shortcut, which adds it, and a branch, which goes on from it. */
  static List<Network> networksThatReadAChannelTwice() {
    return List.of(
        RandomNetworks.of(
            RandomNetworks.conv(3, 3),
            RandomNetworks.relu(),
            RandomNetworks.conv(3, 3),
            new Layer.Shortcut(1),
            RandomNetworks.dense(CLASSES)),
        RandomNetworks.of(
            RandomNetworks.conv(3, 3),
            RandomNetworks.relu(),
            RandomNetworks.conv(4, 1),
            new Layer.Branch(1),
            RandomNetworks.conv(4, 3),
            new Layer.Shortcut(2),
            RandomNetworks.dense(CLASSES)));
  }

  @ParameterizedTest
  @MethodSource("networksThatReadAChannelTwice")
  void allReadersSeeZeroWhereTheUnitWas(Network network) {
    Subject subject = TestSubjects.of(network, INPUT, 8);
    Maps images = Maps.of(INPUT, TestSubjects.noise(INPUT, 3, CLASSES, 1));
    try (UnfusedNetwork open = subject.open()) {
      UnfusedNetwork.Pass pass = open.forward(images);
      int place = open.end(0);
      assertThat(place).isEqualTo(2);
      UnfusedNetwork.Pass slow = open.resume(pass, place, pass.places()[place].without(1));
      UnfusedNetwork.Pass fast = open.without(pass, place, 1);
      assertThat(fast.scores().values()).containsExactly(slow.scores().values(), within(1e-9));
    }
  }

  @Test
  void pairsAndLayersAreTargets() {
    assertThat(Ablation.pairs(2, List.of(1, 5, 7)))
        .containsExactly(
            new Target(2, List.of(1, 5)),
            new Target(2, List.of(1, 7)),
            new Target(2, List.of(5, 7)));
  }

  @Test
  void layersWithoutUnitsAreRefusedInWords() {
    Network network =
        RandomNetworks.of(
            RandomNetworks.recurrent(RecurrentSpec.Cell.SIMPLE, 3, true),
            RandomNetworks.dense(CLASSES));
    Subject subject =
        new Subject(network, INPUT, Parameters.of(List.of()), (sliding, weights) -> null);
    ImageSubset images = TestSubjects.noise(INPUT, 2, CLASSES, 1);
    for (int layer = 0; layer < 2; layer++) {
      List<Target> targets = List.of(new Target(layer, List.of(0)));
      assertThatThrownBy(() -> Ablation.of(subject, images, targets, BATCHES))
          .isInstanceOf(InspectionException.class)
          .hasMessageContaining("layer" + layer + " is none of them");
    }
  }
}
