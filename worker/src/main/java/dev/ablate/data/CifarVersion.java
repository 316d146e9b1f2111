package dev.ablate.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The versions in which CIFAR is published, in the order in which they are looked for. */
enum CifarVersion {
  BINARY_10(
      "cifar-10-binary",
      "cifar-10-batches-bin",
      false,
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin")),
  PYTHON_10(
      "cifar-10-python",
      "cifar-10-batches-py",
      true,
      List.of(
          "data_batch_1",
          "data_batch_2",
          "data_batch_3",
          "data_batch_4",
          "data_batch_5",
          "test_batch")),
  BINARY_100("cifar-100-binary", "cifar-100-binary", false, List.of("train.bin", "test.bin")),
  PYTHON_100("cifar-100-python", "cifar-100-python", true, List.of("train", "test"));

  private static final int TRAIN_UNITS = 5;

  private final String archive;
  private final String folder;
  private final boolean pickled;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> batches;

  /** {@code batches}: in the order of the images; the last one is the test part. */
  CifarVersion(String archive, String folder, boolean pickled, List<String> batches) {
    this.archive = archive;
    this.folder = folder;
    this.pickled = pickled;
    this.batches = batches;
  }

  /** Those of CIFAR-10 or CIFAR-100. */
  static List<CifarVersion> of(boolean hundred) {
    return hundred ? List.of(BINARY_100, PYTHON_100) : List.of(BINARY_10, PYTHON_10);
  }

  boolean isPickled() {
    return pickled;
  }

  boolean isHundred() {
    return of(true).contains(this);
  }

  List<String> batches() {
    return batches;
  }

  /** So many times the test part is the batch: CIFAR-100 has one for all training images. */
  int units(String batch) {
    return isHundred() && batches.indexOf(batch) == 0 ? TRAIN_UNITS : 1;
  }

  /** Where a batch's images begin in its part, in units. */
  int firstUnit(String batch) {
    return isTest(batch) ? 0 : batches.indexOf(batch);
  }

  boolean isTest(String batch) {
    return batches.indexOf(batch) == batches.size() - 1;
  }

  /** The folder with its unpacked files. */
  Optional<Path> unpacked(Path place) {
    return Stream.of(place.resolve(folder), place)
        .filter(
            candidate ->
                batches.stream().anyMatch(batch -> Files.isRegularFile(candidate.resolve(batch))))
        .findFirst();
  }

  /** Its archive. */
  Optional<Path> archive(Path place) {
    return Stream.of(".tar.gz", ".tgz", ".tar")
        .map(ending -> place.resolve(archive + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
