package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.model.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MixingTest {

  private static final Shape SHAPE = new Shape(2, 8, 8);
  private static final int SIZE = 128;
  private static final int COUNT = 200;

  /** Image i is i + 1 everywhere, and of class i. */
  private static final ImageDataset.Part IMAGES = images();

  @Test
  void nothingAskedMixesNothing() {
    ImageSubset images = mixed(0, 0, 0);

    assertThat(images.isAugmented()).isFalse();
    assertThat(images.target(5)).isEqualTo(Target.of(5));
  }

  @Test
  void mixUpBlendsPixelsAsItBlendsTargets() {
    ImageSubset images = mixed(1, 0, 0);
    float[] pixels = pixels(images);

    for (int i = 0; i < COUNT; i++) {
      Target target = images.target(i);
      assertThat(target.share()).isBetween(0.5, 1.0);
      assertThat(i).isIn(target.label(), target.other());
      double expected =
          target.share() * (target.label() + 1) + (1 - target.share()) * (target.other() + 1);
      for (float pixel : image(pixels, i)) {
        assertThat((double) pixel).isCloseTo(expected, within(1e-3));
      }
    }
  }

  @Test
  void cutMixPastesABoxWhoseAreaIsTheShare() {
    ImageSubset images = mixed(0, 1, 0);
    float[] pixels = pixels(images);

    Set<Integer> areas = new HashSet<>();
    for (int i = 0; i < COUNT; i++) {
      Target target = images.target(i);
      int other = target.label() == i ? target.other() : target.label();
      double stays = target.label() == i ? target.share() : 1 - target.share();
      float[] found = image(pixels, i);
      int pasted = 0;
      for (float pixel : found) {
        assertThat(pixel).isIn((float) i + 1, (float) other + 1);
        pasted += pixel == i + 1 ? 0 : 1;
      }
      if (other != i) {
        assertThat((double) pasted / SIZE).isCloseTo(1 - stays, within(1e-9));
        areas.add(pasted);
      }
      // Both channels have the same box.
      assertThat(Arrays.copyOf(found, 64)).isEqualTo(Arrays.copyOfRange(found, 64, 128));
    }
    assertThat(areas).hasSizeGreaterThan(10);
  }

  @Test
  void bothAtOnceIsOneOfTheTwo() {
    ImageSubset images = mixed(1, 1, 0);
    float[] pixels = pixels(images);

    int blended = 0;
    for (int i = 0; i < COUNT; i++) {
      float[] found = image(pixels, i);
      Set<Float> values = new HashSet<>();
      for (float value : found) {
        values.add(value);
      }
      assertThat(values).hasSizeLessThanOrEqualTo(2);
      blended += values.size() == 1 && found[0] != i + 1 ? 1 : 0;
    }
    assertThat(blended).isBetween(70, 130);
  }

  @Test
  void sharesAreOfTheBetaDistribution() {
    // Beta(a, a) has the mean 1/2 and the variance 1 / (4 (2a + 1)).
    Mixing shares = new Mixing(0.2, 0, SHAPE, 7, 0);
    double variance =
        IntStream.range(0, 5000)
            .mapToDouble(i -> shares.mixture(i, COUNT).share(SHAPE) - 0.5)
            .map(difference -> difference * difference)
            .average()
            .orElseThrow();

    assertThat(variance).isCloseTo(1 / 5.6, within(0.005));
  }

  @Test
  void anImageIsMixedAlikeInEveryBatch() {
    ImageSubset images = mixed(1, 0, 0);

    assertThat(pixels(images.slice(40, 3)))
        .isEqualTo(Arrays.copyOfRange(pixels(images), 40 * SIZE, 43 * SIZE));
    assertThat(images.slice(40, 3).target(1)).isEqualTo(images.target(41));
  }

  @Test
  void anotherEpochMixesOtherwise() {
    assertThat(pixels(mixed(1, 0, 0))).isNotEqualTo(pixels(mixed(1, 0, 1)));
  }

  private static ImageSubset mixed(double mixUp, double cutMix, int epoch) {
    Normalisation bytes =
        Normalisation.of(new double[] {0, 0}, new double[] {1 / 255.0, 1 / 255.0});
    return ImageSubset.of(IMAGES, IntStream.range(0, COUNT).toArray(), bytes)
        .mixed(new Mixing(mixUp, cutMix, SHAPE, 7, epoch));
  }

  private static float[] pixels(ImageSubset images) {
    float[] pixels = new float[images.count() * SIZE];
    images.writePixels(pixels);
    return pixels;
  }

  private static float[] image(float[] pixels, int index) {
    return Arrays.copyOfRange(pixels, index * SIZE, (index + 1) * SIZE);
  }

  private static ImageDataset.Part images() {
    byte[] pixels = new byte[COUNT * SIZE];
    byte[] labels = new byte[COUNT];
    for (int i = 0; i < COUNT; i++) {
      Arrays.fill(pixels, i * SIZE, (i + 1) * SIZE, (byte) (i + 1));
      labels[i] = (byte) i;
    }
    return new ImageDataset.Part(pixels, labels);
  }
}
