package dev.ablate.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says of files that are not read what they are, and how to get what is read. */
enum UnknownLayout {
  MATLAB(
      "(cifar.*mat.*|.*\\.mat)",
      "is for MATLAB; fetch the binary or Python version, or IDX files, instead"),
  NUMPY(
      "(.*\\.npz|.*\\.npy)",
      "holds NumPy arrays; write its images as IDX files, or as PNG in a" + " folder a class"),
  TORCH(
      "(training|test|.*)\\.pt",
      "holds PyTorch's tensors; name the folder raw beside it, which holds IDX files"),
  RECORDS(
      ".*\\.tfrecords?(-.*)?",
      "holds TensorFlow's records; write its images as PNG in a folder a class"),
  HDF5(".*\\.(h5|hdf5)", "is HDF5; write its images as PNG in a folder a class"),
  PARQUET(".*\\.parquet", "is Parquet; read it by name = image-parquet"),
  PACKED(".*\\.(zip|rar|7z|bz2|xz)", "is packed; unpack it there"),
  TABLE(".*\\.csv", "is a table; of pixels: fetch IDX files instead, of paths: name = image-csv");

  private static final int MOST_FILES = 10_000;

  private final String files;
  private final String remedy;

  UnknownLayout(String files, String remedy) {
    this.files = files;
    this.remedy = remedy;
  }

  /** The first file of such a kind in some folders, with what to do about it. */
  static Optional<String> remedy(Collection<Path> folders) {
    return folders.stream()
        .map(UnknownLayout::list)
        .flatMap(List::stream)
        .flatMap(file -> remedy(file).stream())
        .findFirst();
  }

  /** What to do about a file, if it is of such a kind. */
  static Optional<String> remedy(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(layout -> name.matches(layout.files))
        .map(layout -> file + " " + layout.remedy)
        .findFirst();
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.limit(MOST_FILES).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
