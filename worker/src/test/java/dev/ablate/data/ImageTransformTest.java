package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.DatasetSpec.Normalise;
import dev.ablate.model.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Expected values are worked out by hand. */
final class ImageTransformTest {

  @Test
  void greyIsTheWeightedSumOfColours() {
    // 0.299 * 200 + 0.587 * 100 + 0.114 * 50 = 124.2; 255 of each is 255.
    ImageDataset colour = dataset(new Shape(3, 1, 2), 200, 255, 100, 255, 50, 255);

    ImageDataset grey = new ImageTransform(true, 0).apply(colour);

    assertThat(grey.shape()).isEqualTo(new Shape(1, 1, 2));
    assertThat(values(grey)).containsExactly(124, 255);
  }

  @Test
  void shrinkingWeighsAllPixelsByATriangle() {
    // Four to two: 3/7, 3/7, 1/7 of the first three, and of the last three in reverse.
    ImageDataset rows =
        dataset(new Shape(1, 4, 4), 70, 0, 7, 0, 70, 0, 7, 0, 70, 0, 7, 0, 70, 0, 7, 0);

    assertThat(values(new ImageTransform(false, 2).apply(rows))).containsExactly(31, 3, 31, 3);
  }

  @Test
  void growingInterpolates() {
    ImageDataset square = dataset(new Shape(1, 2, 2), 0, 100, 0, 100);

    assertThat(values(new ImageTransform(false, 4).apply(square)))
        .containsExactly(0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100);
  }

  @Test
  void ownSizeChangesNothing() {
    ImageDataset square = dataset(new Shape(1, 2, 2), 1, 2, 3, 4);

    assertThat(new ImageTransform(true, 2).apply(square)).isSameAs(square);
  }

  @Test
  void splitSeesTheTransformedImages() {
    ImageDataset images = TestImages.dataset(4, 40, 8);
    DatasetSpec spec =
        new DatasetSpec(
            DatasetName.MNIST,
            null,
            0.1,
            1,
            0,
            0,
            Normalise.UNIT,
            List.of(),
            List.of(),
            false,
            6,
            AugmentationSpec.NONE,
            null,
            false);

    SplitDataset split = Datasets.split(images, spec);

    assertThat(split.shape()).isEqualTo(new Shape(1, 6, 6)).isEqualTo(spec.shapeOf(images.shape()));
    assertThat(split.dataset().checksum()).isEqualTo(images.checksum());
    assertThat(split.test().part().pixels()).hasSize(8 * 36);
  }

  private static ImageDataset dataset(Shape shape, int... pixels) {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    ImageDataset.Part part = new ImageDataset.Part(bytes, new byte[1]);
    return ImageDataset.of(shape, List.of("a"), part, part, "made");
  }

  /** 50,000 images of 32 by 32 at 224 by 224 are 7 GB, of which a trial may want a thousand. */
  @Test
  void imagesThatDoNotFitChangedAreChangedWhenTheyAreRead() {
    byte[] pixels = new byte[5 * 3 * 4 * 4];
    new Random(1).nextBytes(pixels);
    ImageDataset.Part part = new ImageDataset.Part(pixels, new byte[] {0, 1, 0, 1, 1});
    ImageDataset few =
        ImageDataset.of(new Shape(3, 4, 4), List.of("a", "b"), part, part, "made up");
    ImageTransform larger = new ImageTransform(false, 7);

    ImageDataset held = larger.apply(few);
    ImageDataset read = larger.apply(few, 100);

    byte[] one = new byte[3 * 7 * 7];
    byte[] other = new byte[3 * 7 * 7];
    for (int i = 0; i < 5; i++) {
      held.train().read(i, one);
      read.train().read(i, other);
      assertThat(other).isEqualTo(one);
    }
    assertThat(read.train().pixels()).isEqualTo(held.train().pixels());
    ImageDataset.Part many = new ImageDataset.Part(new byte[48 * 50_000], new byte[50_000]);
    assertThat(
            new ImageTransform(false, 224)
                .apply(ImageDataset.of(new Shape(3, 4, 4), List.of("a"), many, part, "made up"))
                .train()
                .imageSize())
        .isEqualTo(3 * 224 * 224);
  }

  private static int[] values(ImageDataset dataset) {
    byte[] pixels = dataset.train().pixels();
    int[] values = new int[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i] & 0xFF;
    }
    return values;
  }
}
