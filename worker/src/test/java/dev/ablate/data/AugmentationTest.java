package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.model.Shape;
import dev.ablate.spec.InvalidSpecException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AugmentationTest {

  private static final Shape SHAPE = new Shape(2, 4, 5);
  private static final int SIZE = 40;
  private static final int COUNT = 400;

  /** Every image has the values 1 to 40, so that each pixel tells where it came from. */
  private static final ImageDataset.Part IMAGES = images();

  private static final Normalisation BYTES =
      Normalisation.of(new double[] {0, 0}, new double[] {1 / 255.0, 1 / 255.0});

  @Test
  void nothingAskedChangesNothing() {
    assertThat(pixels(AugmentationSpec.NONE, 0)).isEqualTo(plain());
  }

  @Test
  void flipMirrorsHalfOfTheImages() {
    float[] pixels = pixels(new AugmentationSpec(true, 0, 0, 0), 0);

    float[] mirrored = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      mirrored[i] = i / 5 * 5 + 4 - i % 5 + 1;
    }
    int flips = 0;
    for (int image = 0; image < COUNT; image++) {
      float[] found = image(pixels, image);
      assertThat(found).isIn(mirrored, image(plain(), 0));
      flips += Arrays.equals(found, mirrored) ? 1 : 0;
    }
    assertThat(flips).isBetween(160, 240);
  }

  @Test
  void cropMovesImagesByUpToItsPixelsAndFillsWithBlack() {
    float[] pixels = pixels(new AugmentationSpec(false, 1, 0, 0), 0);

    Set<List<Integer>> moves = new HashSet<>();
    for (int image = 0; image < COUNT; image++) {
      float[] found = image(pixels, image);
      // The middle of the first channel is never moved out of the image.
      int middle = Math.round(found[7]) - 1;
      int down = middle / 5 - 1;
      int right = middle % 5 - 2;
      moves.add(List.of(down, right));
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 5; x++) {
          boolean inside = y + down >= 0 && y + down < 4 && x + right >= 0 && x + right < 5;
          int expected = inside ? (y + down) * 5 + x + right + 1 : 0;
          assertThat(found[y * 5 + x]).isEqualTo(expected);
          assertThat(found[20 + y * 5 + x]).isEqualTo(inside ? expected + 20 : 0);
        }
      }
    }
    assertThat(moves).hasSize(9);
  }

  @Test
  void rotationKeepsTheCentreAndInterpolates() {
    Shape square = new Shape(1, 3, 3);
    ImageDataset.Part cross =
        new ImageDataset.Part(new byte[] {0, 100, 0, 0, 100, 0, 0, 100, 0}, new byte[] {0});
    Normalisation bytes = Normalisation.of(new double[] {0}, new double[] {1 / 255.0});
    Set<Integer> heights = new HashSet<>();
    for (int epoch = 0; epoch < 100; epoch++) {
      float[] pixels = new float[9];
      ImageSubset.of(cross, new int[] {0}, bytes)
          .augmented(new Augmentation(new AugmentationSpec(false, 0, 90, 0), square, 1, epoch))
          .writePixels(pixels);
      assertThat(pixels[4]).isCloseTo(100, within(1e-3f));
      // The arm above turns to the side: its share above is what its cosine and sine leave there.
      assertThat(pixels[1] + pixels[3] + pixels[5] + pixels[7]).isBetween(0f, 400f);
      assertThat(pixels[1]).isCloseTo(pixels[7], within(1e-3f));
      heights.add(Math.round(pixels[1] / 10));
    }
    assertThat(heights).hasSizeGreaterThan(5);
  }

  @Test
  void rotationByNothingIsTheImage() {
    float[] pixels = pixels(new AugmentationSpec(false, 0, 1e-9, 0), 0);

    float[] plain = plain();
    for (int i = 0; i < pixels.length; i++) {
      assertThat(pixels[i]).isCloseTo(plain[i], within(1e-4f));
    }
  }

  @Test
  void cutoutIsASquareOfZerosInAllChannelsCutAtTheBorder() {
    float[] pixels = pixels(new AugmentationSpec(false, 0, 0, 2), 0);

    Set<Integer> zeros = new HashSet<>();
    for (int image = 0; image < COUNT; image++) {
      float[] found = image(pixels, image);
      int first = zeros(found, 0);
      assertThat(zeros(found, 20)).isEqualTo(first);
      zeros.add(first);
    }
    // Whole, cut at an edge, cut at a corner.
    assertThat(zeros).containsExactlyInAnyOrder(4, 2, 1);
  }

  @Test
  void cutoutIsZeroAfterNormalisation() {
    Normalisation shifted = Normalisation.of(new double[] {0.5, 0.5}, new double[] {1, 1});
    float[] pixels = new float[COUNT * SIZE];
    ImageSubset.of(IMAGES, all(), shifted)
        .augmented(new Augmentation(new AugmentationSpec(false, 0, 0, 4), SHAPE, 1, 0))
        .writePixels(pixels);

    assertThat(IntStream.range(0, pixels.length).filter(i -> pixels[i] == 0).count())
        .isGreaterThan(COUNT);
  }

  @Test
  void changeOfAnImageDependsOnNeitherBatchNorOrder() {
    Augmentation augmentation = new Augmentation(new AugmentationSpec(true, 1, 10, 2), SHAPE, 1, 3);
    float[] together = new float[COUNT * SIZE];
    ImageSubset.of(IMAGES, all(), BYTES).augmented(augmentation).writePixels(together);
    int[] backwards = IntStream.range(0, COUNT).map(i -> COUNT - 1 - i).toArray();
    ImageSubset reversed = ImageSubset.of(IMAGES, backwards, BYTES).augmented(augmentation);

    for (int i = 0; i < COUNT; i += 7) {
      float[] alone = new float[SIZE];
      reversed.slice(i, 1).writePixels(alone);
      assertThat(alone).isEqualTo(image(together, COUNT - 1 - i));
    }
  }

  @Test
  void epochsAndSeedsDiffer() {
    AugmentationSpec spec = new AugmentationSpec(true, 1, 0, 0);

    assertThat(pixels(spec, 0)).isEqualTo(pixels(spec, 0)).isNotEqualTo(pixels(spec, 1));
  }

  @Test
  void oneKindOfChangeDoesNotShiftAnother() {
    float[] flipped = pixels(new AugmentationSpec(true, 0, 0, 0), 0);
    float[] both = pixels(new AugmentationSpec(true, 0, 0, 2), 0);

    for (int i = 0; i < both.length; i++) {
      assertThat(both[i]).isIn(0f, flipped[i]);
    }
  }

  @Test
  void rulesAreNamed() {
    assertThatThrownBy(() -> new AugmentationSpec(false, -1, 200, -2))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(
            "crop must not be negative, but was -1; rotation must be between 0 and 180, but was"
                + " 200.0; cutout must not be negative, but was -2");
  }

  private static float[] pixels(AugmentationSpec spec, int epoch) {
    float[] pixels = new float[COUNT * SIZE];
    ImageSubset.of(IMAGES, all(), BYTES)
        .augmented(new Augmentation(spec, SHAPE, 1, epoch))
        .writePixels(pixels);
    return pixels;
  }

  private static float[] plain() {
    float[] pixels = new float[COUNT * SIZE];
    ImageSubset.of(IMAGES, all(), BYTES).writePixels(pixels);
    return pixels;
  }

  private static int zeros(float[] image, int from) {
    return (int) IntStream.range(from, from + 20).filter(i -> image[i] == 0).count();
  }

  private static float[] image(float[] pixels, int image) {
    return Arrays.copyOfRange(pixels, image * SIZE, (image + 1) * SIZE);
  }

  private static int[] all() {
    return IntStream.range(0, COUNT).toArray();
  }

  private static ImageDataset.Part images() {
    byte[] pixels = new byte[COUNT * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % SIZE + 1);
    }
    return new ImageDataset.Part(pixels, new byte[COUNT]);
  }
}
