package dev.ablate.data;

import dev.ablate.spec.Names;
import java.io.File;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where data sets are looked for. In each root a data set may lie in the sub-folder of its name
 * ({@code mnist}, {@code fashion-mnist}, {@code cifar-10}, ...), in the one that torchvision makes
 * ({@code MNIST/raw}), or in the root itself. Fashion-MNIST that is nowhere is the sample inside
 * the jar.
 *
 * @param roots folders, the first to hold the data set wins; need not exist
 */
public record DatasetLocator(List<String> roots) implements Serializable {

  /** Names folders as PATH does. */
  public static final String ENVIRONMENT_VARIABLE = "SWEEP_DATA";

  /** Where Debian's packages put data sets ({@code dataset-fashion-mnist}). */
  private static final String DEBIAN = "/usr/share/datasets";

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/");

  public DatasetLocator {
    roots = List.copyOf(roots);
  }

  /** The given folders, then those of SWEEP_DATA, then the Debian packages'. */
  public static DatasetLocator of(List<Path> folders) {
    return of(folders, System.getenv(ENVIRONMENT_VARIABLE));
  }

  static DatasetLocator of(List<Path> folders, String environment) {
    List<String> roots = new ArrayList<>();
    folders.forEach(folder -> roots.add(folder.toAbsolutePath().normalize().toString()));
    if (environment != null) {
      Arrays.stream(environment.split(File.pathSeparator))
          .filter(root -> !root.isBlank())
          .forEach(root -> roots.add(Path.of(root).toAbsolutePath().normalize().toString()));
    }
    roots.add(DEBIAN);
    return new DatasetLocator(roots);
  }

  /**
   * Finds the folder of a data set.
   *
   * @throws DataException if it is nowhere, with every place looked at and the remedy
   */
  Place find(DatasetSpec spec) {
    if (spec.name() == DatasetName.IMAGE_PARQUET && ADDRESS.matcher(spec.path()).lookingAt()) {
      return new Place.Tables(spec.path());
    }
    Set<Path> places = new LinkedHashSet<>();
    for (Path candidate : candidates(spec)) {
      places.add(candidate);
      if (holds(candidate, spec)) {
        return spec.name() == DatasetName.IMAGE_PARQUET
            ? new Place.Tables(candidate.toString())
            : new Place.Folder(candidate);
      }
    }
    if (spec.name() == DatasetName.FASHION_MNIST) {
      return new Place.Embedded();
    }
    throw missing(spec, places);
  }

  private static DataException missing(DatasetSpec spec, Set<Path> places) {
    boolean named = spec.name().hasPath();
    Optional<Path> other =
        places.stream().filter(place -> named && Files.exists(place)).findFirst();
    if (other.isPresent()) {
      String wanted =
          switch (spec.name()) {
            case IMAGE_FOLDER -> "a folder";
            case IMAGE_CSV -> "a file";
            default -> "a file or folder";
          };
      return new DataException(
          "dataset.path must be "
              + wanted
              + ", which "
              + other.get()
              + " is not"
              + hint(other.get()));
    }
    String looked = String.join(", ", places.stream().map(Path::toString).toList());
    return new DataException(
        "no data set "
            + Names.kebab(spec.name())
            + "; looked in "
            + looked
            + UnknownLayout.remedy(places).map(remedy -> "; " + remedy).orElse("")
            + (named
                ? "; correct dataset.path, or name the folder around it with --data or "
                : "; name its folder with --data or ")
            + ENVIRONMENT_VARIABLE);
  }

  private static String hint(Path file) {
    return UnknownLayout.remedy(file).map(remedy -> "; " + remedy).orElse("");
  }

  private List<Path> candidates(DatasetSpec spec) {
    List<Path> candidates = new ArrayList<>();
    if (spec.name().hasPath()) {
      // A path that is absolute stays what it is, whatever it is resolved against.
      roots.forEach(root -> candidates.add(Path.of(root).resolve(spec.path())));
      candidates.add(Path.of(spec.path()).toAbsolutePath().normalize());
      return candidates;
    }
    for (String root : roots) {
      spec.name().folders().forEach(folder -> candidates.add(Path.of(root).resolve(folder)));
      if (!isNamedAsAnother(Path.of(root), spec.name())) {
        candidates.add(Path.of(root));
      }
    }
    return candidates;
  }

  /** MNIST and Fashion-MNIST have the same file names: only the folder tells them apart. */
  private static boolean isNamedAsAnother(Path root, DatasetName wanted) {
    Path folder = root.getFileName();
    return folder != null
        && Arrays.stream(DatasetName.values())
            .filter(name -> name != wanted)
            .anyMatch(name -> Names.kebab(name).equals(folder.toString()));
  }

  private static boolean holds(Path folder, DatasetSpec spec) {
    return switch (spec.name()) {
      case MNIST, FASHION_MNIST, KMNIST, EMNIST, QMNIST ->
          IdxNames.areIn(spec.name(), spec.variant(), new Place.Folder(folder));
      case CIFAR_10, CIFAR_100 ->
          CifarDataset.isIn(folder, CifarLabels.of(spec.name(), spec.variant()));
      case IMAGE_FOLDER -> Files.isDirectory(folder);
      case IMAGE_CSV -> Files.isRegularFile(folder);
      case IMAGE_PARQUET -> Files.isDirectory(folder) || Files.isRegularFile(folder);
    };
  }
}
