package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The published data sets, byte for byte, where they are given. */
final class FullDatasetsIT {

  @Test
  void mnistIsThePublishedOne() throws Exception {
    ImageDataset mnist = load(DatasetName.MNIST);

    assertThat(mnist.shape()).hasToString("1x28x28");
    assertPart(
        mnist.train(),
        60_000,
        List.of(5, 0, 4, 1, 9),
        "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757");
    assertPart(
        mnist.test(),
        10_000,
        List.of(7, 2, 1, 0, 4),
        "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161");
  }

  @Test
  void cifarIsThePublishedOne() throws Exception {
    ImageDataset cifar = load(DatasetName.CIFAR_10);

    assertThat(cifar.shape()).hasToString("3x32x32");
    assertPart(
        cifar.train(),
        50_000,
        List.of(6, 9, 9, 4, 1),
        "9d5c2eddadb0deff02c14c350c0385aab7b1d5ff1edfeb4997c8dc8644960111");
    assertPart(
        cifar.test(),
        10_000,
        List.of(3, 8, 8, 0, 6),
        "177777c33ba79825320efa646ad04a94bdc3c80e4ebe3bd21724f8cdfd4b9d56");
  }

  @Test
  void fashionMnistOfDebianIsThePublishedOne() throws Exception {
    DatasetSpec spec = DatasetSpec.of(DatasetName.FASHION_MNIST);
    ImageDataset fashion = Datasets.load(spec, DatasetLocator.of(List.of()));
    assumeThat(fashion.source())
        .as("Debian's package dataset-fashion-mnist is not installed")
        .isNotEqualTo("embedded sample");

    assertPart(
        fashion.train(),
        60_000,
        List.of(9, 0, 0, 3, 0),
        "2e487a6c89124f78f2d7521542223cafe96f7123c3ca13d447772ac6ecbb3012");
    assertPart(
        fashion.test(),
        10_000,
        List.of(9, 2, 1, 1, 6),
        "c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a");
  }

  private static ImageDataset load(DatasetName name) {
    String folder = System.getenv(DatasetLocator.ENVIRONMENT_VARIABLE);
    assumeThat(folder).as("SWEEP_DATA does not name a folder with the full data sets").isNotNull();
    return Datasets.load(
        DatasetSpec.of(name), new DatasetLocator(List.of(Path.of(folder).toString())));
  }

  private static void assertPart(
      ImageDataset.Part part, int count, List<Integer> firstLabels, String pixelChecksum)
      throws Exception {
    assertThat(part.count()).isEqualTo(count);
    assertThat(IntStream.range(0, firstLabels.size()).mapToObj(part::label).toList())
        .isEqualTo(firstLabels);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(part.pixels());
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(pixelChecksum);
  }
}
