package dev.ablate.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.inspect.Ablation.Effect;
import dev.ablate.inspect.Ablation.Target;
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
import java.util.List;
import org.junit.jupiter.api.Test;

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

  /** The same weights but for those of one filter, and of what reads it. */
  private static Subject without(Subject whole, int layer, int unit) {
    boolean isFirst = layer == 0;
    Network smaller = isFirst ? network(2, 4) : network(3, 3);
    Parameters all = whole.parameters();
    Parameters parameters = all;
    int channelsBefore = isFirst ? 2 : 3;
    String own = "layer" + layer;
    parameters =
        parameters.with(own, Role.WEIGHT, cut(all.get(own, Role.WEIGHT), unit, channelsBefore * 9));
    parameters = parameters.with(own, Role.BIAS, cut(all.get(own, Role.BIAS), unit, 1));
    String norm = isFirst ? "layer1" : "layer6";
    for (Role role : List.of(Role.SCALE, Role.SHIFT, Role.MEAN, Role.VARIANCE)) {
      parameters = parameters.with(norm, role, cut(all.get(norm, role), unit, 1));
    }
    String reader = isFirst ? "layer4" : "layer8";
    int units = isFirst ? 4 : CLASSES;
    int taps = isFirst ? 9 : 1;
    double[] read = all.get(reader, Role.WEIGHT);
    int channels = read.length / units / taps;
    double[] left = new double[units * (channels - 1) * taps];
    int to = 0;
    for (int i = 0; i < read.length; i++) {
      if (i / taps % channels != unit) {
        left[to++] = read[i];
      }
    }
    return new Subject(
        smaller, INPUT, parameters.with(reader, Role.WEIGHT, left), whole.convolvers());
  }

  private static double[] cut(double[] values, int unit, int size) {
    double[] left = new double[values.length - size];
    System.arraycopy(values, 0, left, 0, unit * size);
    System.arraycopy(values, (unit + 1) * size, left, unit * size, left.length - unit * size);
    return left;
  }

  @Test
  void isTheNetworkBuiltWithoutTheFilter() {
    Subject subject = TestSubjects.of(network(3, 4), INPUT, 3);
    ImageSubset images = TestSubjects.noise(INPUT, 23, CLASSES, 4);
    List<Target> targets = Ablation.each(subject, List.of(0, 4));
    Ablation ablation = Ablation.of(subject, images, targets, BATCHES);
    assertThat(ablation.effects()).hasSize(7);
    for (Effect effect : ablation.effects()) {
      Subject smaller = without(subject, effect.target().layer(), effect.target().units().get(0));
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

  /** A shortcut reads the channel too: both its reader and the sum see zero. */
  @Test
  void shortcutsSeeZeroWhereTheUnitWas() {
    Network network =
        RandomNetworks.of(
            RandomNetworks.conv(3, 3),
            RandomNetworks.relu(),
            RandomNetworks.conv(3, 3),
            new Layer.Shortcut(1),
            RandomNetworks.dense(CLASSES));
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
