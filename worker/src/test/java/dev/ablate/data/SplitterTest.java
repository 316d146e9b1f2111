package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.DatasetSpec.Normalise;
import dev.ablate.model.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SplitterTest {

  private static final ImageDataset IMAGES = TestImages.dataset(4, 202, 81);

  @Test
  void partsAreDisjointAndComplete() {
    SplitDataset split = split(spec(0.25, 1, 0, 0));

    int[] all =
        IntStream.concat(
                Arrays.stream(split.train().indices()), Arrays.stream(split.validation().indices()))
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(IntStream.range(0, 202).toArray());
    assertThat(split.validation().count()).isEqualTo(51);
    assertThat(split.test().indices()).isEqualTo(IntStream.range(0, 81).toArray());
  }

  @Test
  void everyPartIsStratified() {
    SplitDataset split = split(spec(0.25, 1, 100, 21));

    assertThat(classCounts(split.validation())).containsExactly(7, 6, 6, 6);
    assertThat(classCounts(split.train())).containsExactly(18, 19, 19, 19);
    assertThat(classCounts(split.test())).containsExactly(6, 5, 5, 5);
  }

  @Test
  void limitsAreExact() {
    SplitDataset split = split(spec(0.1, 1, 77, 13));

    assertThat(split.train().count() + split.validation().count()).isEqualTo(77);
    assertThat(split.validation().count()).isEqualTo(8);
    assertThat(split.test().count()).isEqualTo(13);
  }

  @Test
  void limitBeyondTheDataIsAllOfIt() {
    assertThat(split(spec(0, 1, 5_000, 5_000)).train().count()).isEqualTo(202);
  }

  @Test
  void seedDecides() {
    int[] first = split(spec(0.25, 1, 100, 20)).validation().indices();

    assertThat(split(spec(0.25, 1, 100, 20)).validation().indices()).isEqualTo(first);
    assertThat(split(spec(0.25, 2, 100, 20)).validation().indices()).isNotEqualTo(first);
  }

  /** Pinned: another draw here would change the meaning of every stored trial id. */
  @Test
  void drawIsPinned() {
    assertThat(split(spec(0.05, 1, 100, 0)).validation().indices())
        .containsExactly(17, 128, 147, 190, 196);
  }

  @Test
  void validationThatLeavesNothingIsRefused() {
    assertThatThrownBy(() -> split(spec(0.99, 1, 10, 0)))
        .isInstanceOf(DataException.class)
        .hasMessage("no training images are left: 10 of 10 are held out by validation = 0.99");
  }

  @Property(tries = 200)
  void quotasAddUpAndStayWithinTheirClass(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 5_000) Integer> counts,
      @ForAll @IntRange(max = 1_000) int permille) {
    int[] classes = counts.stream().mapToInt(Integer::intValue).toArray();
    int total = Arrays.stream(classes).sum();
    int wanted = (int) ((long) total * permille / 1_000);

    int[] quotas = Splitter.quotas(classes, wanted);

    assertThat(Arrays.stream(quotas).sum()).isEqualTo(wanted);
    for (int k = 0; k < classes.length; k++) {
      assertThat(quotas[k]).isBetween(0, classes[k]);
      assertThat((double) quotas[k])
          .isCloseTo(total == 0 ? 0 : (double) classes[k] * wanted / total, within(1.0));
    }
  }

  @Test
  void unitDividesBy255() {
    float[] pixels = new float[64];
    SplitDataset split = split(spec(0, 1, 0, 0));
    split.test().slice(5, 1).writePixels(pixels);

    assertThat(pixels[9]).isEqualTo((IMAGES.test().pixels()[5 * 64 + 9] & 0xFF) / 255f);
  }

  @Test
  void measuredNormalisationIsOverTheTrainingPartOnly() {
    SplitDataset split = split(spec(0.25, 1, 0, 0, Normalise.MEASURED, List.of(), List.of()));

    float[] train = new float[split.train().count() * 64];
    split.train().writePixels(train);
    double mean = IntStream.range(0, train.length).mapToDouble(i -> train[i]).sum() / train.length;
    double square =
        IntStream.range(0, train.length).mapToDouble(i -> train[i] * train[i]).sum() / train.length;
    assertThat(mean).isCloseTo(0, within(1e-6));
    assertThat(square).isCloseTo(1, within(1e-6));
    assertThat(split.test().normalisation()).isSameAs(split.train().normalisation());
  }

  @Test
  void givenNormalisationTakesAwayTheMeanAndDivides() {
    SplitDataset split = split(spec(0, 1, 0, 0, Normalise.GIVEN, List.of(0.5), List.of(0.25)));

    float[] pixels = new float[64];
    split.test().slice(0, 1).writePixels(pixels);
    assertThat(pixels[0])
        .isEqualTo((float) (((IMAGES.test().pixels()[0] & 0xFF) / 255.0 - 0.5) / 0.25));
  }

  @Test
  void givenMeanOfAnotherNumberOfChannelsIsRefused() {
    DatasetSpec spec =
        spec(0, 1, 0, 0, Normalise.GIVEN, List.of(0.5, 0.5, 0.5), List.of(1.0, 1.0, 1.0));

    assertThatThrownBy(() -> split(spec))
        .isInstanceOf(DataException.class)
        .hasMessage("dataset.mean must have 1 values, one a channel, but has 3");
  }

  @Test
  void constantChannelCannotBeMeasured() {
    ImageDataset.Part part = new ImageDataset.Part(new byte[12], new byte[3]);
    ImageDataset black = ImageDataset.of(new Shape(1, 2, 2), List.of("a"), part, part, "made");

    assertThatThrownBy(
            () -> Splitter.split(black, spec(0, 1, 0, 0, Normalise.MEASURED, List.of(), List.of())))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "normalise = measured cannot divide by a deviation of 0: channel 0 is the same in all"
                + " training images");
  }

  private static SplitDataset split(DatasetSpec spec) {
    return Splitter.split(IMAGES, spec);
  }

  private static DatasetSpec spec(double validation, long seed, int trainLimit, int testLimit) {
    return spec(validation, seed, trainLimit, testLimit, Normalise.UNIT, List.of(), List.of());
  }

  private static DatasetSpec spec(
      double validation,
      long seed,
      int trainLimit,
      int testLimit,
      Normalise normalise,
      List<Double> mean,
      List<Double> deviation) {
    return new DatasetSpec(
        DatasetName.MNIST,
        null,
        validation,
        seed,
        trainLimit,
        testLimit,
        normalise,
        mean,
        deviation);
  }

  private static int[] classCounts(ImageSubset images) {
    int[] counts = new int[4];
    for (int i = 0; i < images.count(); i++) {
      counts[images.label(i)]++;
    }
    return counts;
  }
}
