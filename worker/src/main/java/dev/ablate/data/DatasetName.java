package dev.ablate.data;

import dev.ablate.spec.Names;
import java.util.List;
import java.util.stream.Stream;

/** The data sets that can be read. */
public enum DatasetName {
  MNIST("MNIST/raw"),
  FASHION_MNIST("FashionMNIST/raw"),
  KMNIST("KMNIST/raw"),
  EMNIST("EMNIST/raw", "emnist/gzip", "gzip"),
  QMNIST("QMNIST/raw"),
  CIFAR_10,
  CIFAR_100,
  /** A folder with a sub-folder a class, pictures inside. */
  IMAGE_FOLDER,
  /** A CSV file with a picture's path and class in each line. */
  IMAGE_CSV,
  /** Parquet files with a picture's bytes and class in each row. */
  IMAGE_PARQUET;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> otherFolders;

  DatasetName(String... otherFolders) {
    this.otherFolders = List.of(otherFolders);
  }

  /** Whether a study says where the data set lies, instead of a name that is looked for. */
  boolean hasPath() {
    return this == IMAGE_FOLDER || this == IMAGE_CSV || this == IMAGE_PARQUET;
  }

  /** Folders below a root in which it may lie: its own name's, and those in which others put it. */
  List<String> folders() {
    return Stream.concat(Stream.of(Names.kebab(this)), otherFolders.stream()).toList();
  }
}
