package dev.ablate.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder with a sub-folder a class, pictures inside or below. Where it has {@code train} beside
 * {@code validation} or {@code test}, each of these holds the classes and is the part. Otherwise
 * every fifth picture of a class is a test image (the 5th, 10th, ...).
 */
final class ImageFolder {

  private ImageFolder() {}

  /**
   * What is there.
   *
   * @throws DataException naming all that is wrong with the folder
   */
  static PictureSet find(Path folder) {
    Map<Role, Path> parts = new EnumMap<>(Role.class);
    List<Path> others = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path sub : FolderListing.folders(folder)) {
      Optional<Role> role = Role.named(sub.getFileName().toString());
      if (role.isEmpty()) {
        others.add(sub);
      } else if (parts.putIfAbsent(role.get(), sub) != null) {
        problems.add(
            sub + ": is the same part as " + parts.get(role.get()) + "; leave one of them");
      }
    }
    boolean parted = parts.containsKey(Role.TRAIN) && parts.size() > 1;
    if (!parted) {
      return unparted(folder, parts.keySet());
    }
    for (Path other : others) {
      if (!FolderListing.pictures(other).isEmpty()) {
        problems.add(
            other + ": holds pictures, but is none of train, validation and test; move it away");
      }
    }
    refuse(problems);
    return parted(folder, parts);
  }

  private static PictureSet unparted(Path folder, Set<Role> parts) {
    List<String> problems = new ArrayList<>();
    List<String> names = classes(folder, problems);
    if (names.size() < 2 && parts.contains(Role.TRAIN)) {
      throw new DataException(
          folder + ": has train alone; add test or validation, or name train as dataset.path");
    }
    refuse(problems);
    PictureSet.checkNumber(folder, names);
    return PictureSet.unparted(folder.toString(), names, pictures(folder, names));
  }

  private static PictureSet parted(Path folder, Map<Role, Path> parts) {
    List<String> problems = new ArrayList<>();
    List<String> names = classes(parts.get(Role.TRAIN), problems);
    for (Path part : parts.values()) {
      if (!part.equals(parts.get(Role.TRAIN))) {
        List<String> others = classes(part, problems);
        if (!others.isEmpty() && !others.equals(names)) {
          problems.add(part + ": " + difference(names, others, parts.get(Role.TRAIN)));
        }
      }
    }
    refuse(problems);
    PictureSet.checkNumber(parts.get(Role.TRAIN), names);
    return new PictureSet(
        folder.toString(),
        names,
        pictures(parts.get(Role.TRAIN), names),
        Optional.ofNullable(parts.get(Role.VALIDATION)).map(part -> pictures(part, names)),
        parts.containsKey(Role.TEST) ? pictures(parts.get(Role.TEST), names) : List.of());
  }

  private static String difference(List<String> wanted, List<String> found, Path train) {
    Set<String> missing = new TreeSet<>(wanted);
    found.forEach(missing::remove);
    Set<String> added = new TreeSet<>(found);
    wanted.forEach(added::remove);
    return "must have the same classes as "
        + train
        + (missing.isEmpty() ? "" : ", but has no " + String.join(", ", missing))
        + (added.isEmpty()
            ? ""
            : (missing.isEmpty() ? ", but" : " and")
                + " has "
                + String.join(", ", added)
                + " besides");
  }

  /** Names of classes; each must hold a picture. */
  private static List<String> classes(Path folder, List<String> problems) {
    List<String> names = new ArrayList<>();
    for (Path sub : FolderListing.folders(folder)) {
      names.add(sub.getFileName().toString());
      if (FolderListing.pictures(sub).isEmpty()) {
        problems.add(sub + ": holds no picture; add some or remove the folder");
      }
    }
    if (names.isEmpty()) {
      problems.add(
          FolderListing.holdsPictures(folder)
              ? folder
                  + ": has pictures, but no sub-folder a class; make them, or list paths and classes"
                  + " in a CSV file (name = image-csv)"
              : folder + ": has no sub-folder a class");
    }
    return ClassOrder.sorted(names);
  }

  private static List<PictureFile> pictures(Path folder, List<String> names) {
    List<PictureFile> pictures = new ArrayList<>();
    for (int label = 0; label < names.size(); label++) {
      for (Path path : FolderListing.pictures(folder.resolve(names.get(label)))) {
        pictures.add(new PictureFile(path, label));
      }
    }
    return pictures;
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new DataException(String.join("\n", problems));
    }
  }
}
