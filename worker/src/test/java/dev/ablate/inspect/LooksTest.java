package dev.ablate.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.inspect.Saliency.Method;
import dev.ablate.inspect.Strongest.Patch;
import dev.ablate.inspect.measure.RankCorrelation;
import dev.ablate.inspect.network.Field;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.inspect.network.RandomNetworks;
import dev.ablate.inspect.network.Scores;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Network;
import dev.ablate.model.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LooksTest {

  private static final Shape INPUT = new Shape(1, 9, 9);
  private static final int CLASSES = 3;
  private static final Network NETWORK =
      RandomNetworks.of(
          RandomNetworks.conv(4, 3),
          RandomNetworks.relu(),
          RandomNetworks.maximum(),
          RandomNetworks.conv(3, 2),
          RandomNetworks.relu(),
          RandomNetworks.dense(CLASSES));
  private static final Subject SUBJECT = TestSubjects.of(NETWORK, INPUT, 6);
  private static final ImageSubset IMAGES = TestSubjects.noise(INPUT, 31, CLASSES, 2);
  private static final Batches BATCHES = new Batches(4, 2, Batches.Progress.NONE);

  @Test
  void strongestPatchesAreThoseOfANaiveLoop() {
    Strongest strongest = Strongest.of(SUBJECT, IMAGES, List.of(3), 5, BATCHES).get(0);
    Maps maps;
    try (UnfusedNetwork network = SUBJECT.open()) {
      maps = network.forward(Maps.of(INPUT, IMAGES)).output(3);
    }
    for (int unit = 0; unit < 3; unit++) {
      int channel = unit;
      int[] order =
          IntStream.range(0, IMAGES.count())
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                      image -> -Arrays.stream(maps.channel(image, channel)).max().orElseThrow()))
              .mapToInt(Integer::intValue)
              .limit(5)
              .toArray();
      List<Patch> patches = strongest.units().get(unit).patches();
      assertThat(patches.stream().mapToInt(Patch::image)).containsExactly(boxed(order));
      for (Patch patch : patches) {
        assertThat(maps.value(patch.image(), unit, patch.y(), patch.x()))
            .isEqualTo(patch.value())
            .isEqualTo(Arrays.stream(maps.channel(patch.image(), unit)).max().orElseThrow());
        assertThat(patch.label()).isEqualTo(IMAGES.label(patch.image()));
        assertThat(patch.field())
            .isEqualTo(Field.of(NETWORK, SUBJECT.summary(), 3, patch.y(), patch.x()));
      }
    }
  }

  private static Integer[] boxed(int[] values) {
    return Arrays.stream(values).boxed().toArray(Integer[]::new);
  }

  @Test
  void occlusionIsThatOfANaiveLoop() {
    int[] labels = IntStream.range(0, 2).map(IMAGES::label).toArray();
    ImageSubset two = IMAGES.slice(0, 2);
    Occlusion map =
        Occlusion.of(SUBJECT, two, labels, new Occlusion.Patch(4, 3, Occlusion.Fill.BLACK), BATCHES)
            .get(1);
    assertThat(map.tops()).containsExactly(0, 3, 5);
    try (UnfusedNetwork network = SUBJECT.open()) {
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          Maps covered = Maps.of(INPUT, two.slice(1, 1));
          for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
              int at = (map.tops().get(row) + y) * 9 + map.lefts().get(column) + x;
              covered.values()[at] = two.normalisation().tables()[0][0];
            }
          }
          double[] shares = Scores.softmax(network.forward(covered).scores().values());
          assertThat(map.probability()[row][column]).isCloseTo(shares[labels[1]], within(1e-12));
          assertThat(map.winner()[row][column]).isEqualTo(Scores.largest(shares));
        }
      }
    }
    double[] pixels = map.byPixel(INPUT);
    assertThat(pixels[0]).isEqualTo(map.probability()[0][0]);
    assertThat(pixels[80]).isEqualTo(map.probability()[2][2]);
  }

  @Test
  void resultsDoNotDependOnBatchesOrThreads() {
    AtomicLong last = new AtomicLong();
    Batches one = new Batches(31, 1, (done, all) -> last.set(done));
    assertThat(Predictions.of(SUBJECT, IMAGES, one))
        .isEqualTo(Predictions.of(SUBJECT, IMAGES, new Batches(3, 4, Batches.Progress.NONE)));
    assertThat(last).hasValue(31);
  }

  @Test
  void predictionsCountAndFindMistakes() {
    Predictions predictions = Predictions.of(SUBJECT, IMAGES, BATCHES);
    long right = 0;
    for (int label = 0; label < CLASSES; label++) {
      right += predictions.confusion()[label][label];
    }
    assertThat(predictions.accuracy()).isEqualTo(right / 31.0);
    assertThat(predictions.surestMistakes(100)).hasSize((int) (31 - right));
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void everyMethodGivesOneImportanceAPixel(Method method) {
    Maps image = Maps.of(INPUT, IMAGES.slice(0, 1));
    Saliency.Target target = Saliency.Target.ofClass(SUBJECT, 1);
    int maps = Saliency.mapsOf(SUBJECT);
    try (UnfusedNetwork network = SUBJECT.open()) {
      Saliency saliency = Saliency.of(network, image, target, method, maps);
      double[] importance = saliency.importance();
      assertThat(importance).hasSize(81);
      Faithfulness curves = Faithfulness.of(network, image, 1, importance, new double[] {0});
      assertThat(curves.deletion()[0]).isEqualTo(curves.insertion()[32], within(1e-12));
      assertThat(curves.deletion()[32]).isEqualTo(curves.insertion()[0], within(1e-12));
      assertThat(curves.deletionArea()).isBetween(0.0, 1.0);
    }
    SanityCheck check =
        SanityCheck.of(
            SUBJECT,
            RandomNetworks.parameters(NETWORK, INPUT, 99, false),
            image,
            target,
            method,
            maps);
    assertThat(check.steps().stream().map(SanityCheck.Step::layer))
        .containsExactly("layer5", "layer3", "layer0");
  }

  /** With the same weights the explanation is the same, whatever its kind. */
  @Test
  void sanityCheckWithTheTrainedWeightsFindsNoDifference() {
    SanityCheck check =
        SanityCheck.of(
            SUBJECT,
            SUBJECT.parameters(),
            Maps.of(INPUT, IMAGES.slice(0, 1)),
            Saliency.Target.ofClass(SUBJECT, 0),
            Method.GRADIENT,
            -1);
    assertThat(check.steps()).allMatch(step -> Math.abs(step.correlation() - 1) < 1e-12);
  }

  /**
   * With random weights a unit may be largest elsewhere; what is compared stays at one place. Here
   * the image is the unit's filter in the middle of nothing, so that it is largest there.
   */
  @Test
  void sanityCheckOfAUnitComparesOnePlace() {
    Parameters random = RandomNetworks.parameters(NETWORK, INPUT, 99, false);
    for (int unit = 0; unit < 4; unit++) {
      double[] trained = filter(SUBJECT.parameters(), unit);
      double[] other = filter(random, unit);
      Maps image = Maps.zeros(INPUT, 1);
      for (int i = 0; i < 9; i++) {
        image.values()[(3 + i / 3) * 9 + 3 + i % 3] = trained[i];
      }
      SanityCheck check =
          SanityCheck.of(
              SUBJECT, random, image, Saliency.Target.ofUnit(0, unit), Method.GRADIENT, -1);
      assertThat(check.steps()).extracting(SanityCheck.Step::layer).endsWith("layer0");
      // The gradient of a first layer's unit is its filter, wherever it is taken.
      assertThat(check.steps().get(2).correlation())
          .isCloseTo(RankCorrelation.of(sizes(trained), sizes(other)), within(1e-12));
    }
  }

  private static double[] filter(Parameters parameters, int unit) {
    return Arrays.copyOfRange(parameters.get("layer0", Role.WEIGHT), unit * 9, unit * 9 + 9);
  }

  private static double[] sizes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  @Test
  void kindsThatNeedReluRefuseOthersInWords() {
    Network network =
        RandomNetworks.of(
            RandomNetworks.conv(2, 3),
            RandomNetworks.function(ActivationFunction.TANH),
            RandomNetworks.dense(CLASSES));
    Subject subject = TestSubjects.of(network, INPUT, 1);
    assertThat(subject.isRelu()).isFalse();
    assertThatThrownBy(() -> subject.requireRelu("guided"))
        .isInstanceOf(InspectionException.class)
        .hasMessage(
            "guided is defined for ReLU alone, but layer1 is tanh; gradient, gradient-x-input,"
                + " smooth and occlusion work for every activation");
  }

  @Test
  void unknownLayerIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> SUBJECT.layer("conv9"))
        .isInstanceOf(InspectionException.class)
        .hasMessage(
            "there is no layer \"conv9\"; the layers are layer0, layer1, layer2, layer3, layer4,"
                + " layer5");
  }

  @Test
  void filtersAreSortedAndMeasured() {
    Filters byNorm = Filters.of(SUBJECT, 0, Filters.Order.NORM);
    assertThat(byNorm.filters()).hasSize(4);
    assertThat(byNorm.filters())
        .isSortedAccordingTo(Comparator.comparingDouble(Filters.Filter::norm).reversed());
    assertThat(byNorm.filters().get(0).fit()).isNotNull();
    assertThatThrownBy(() -> Filters.of(SUBJECT, 1, Filters.Order.UNIT))
        .hasMessage("filters are those of a convolution, but layer1 is none");
  }

  @Test
  void embeddingAndSimilarityCoverAllImages() {
    Embedding embedding = Embedding.of(SUBJECT, IMAGES, BATCHES);
    assertThat(embedding.components().coordinates()).hasDimensions(31, 2);
    LayerSimilarity similarity = LayerSimilarity.of(SUBJECT, SUBJECT, IMAGES, BATCHES);
    for (int i = 0; i < 6; i++) {
      assertThat(similarity.values()[i][i]).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void mapsAreMeasured() {
    Maps maps = new Maps(new Shape(2, 1, 2), 1, new double[] {0, 4, -1, -3});
    assertThat(MapMeasure.of(maps))
        .containsExactly(new MapMeasure(0, 0, 2, 0.5, 4), new MapMeasure(0, 1, -2, 0, -1));
  }
}
