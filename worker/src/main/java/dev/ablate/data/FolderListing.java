package dev.ablate.data;

import dev.ablate.data.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists folders without what systems leave in them: hidden files, {@code __MACOSX} and the like.
 */
final class FolderListing {

  private static final Set<String> OF_SYSTEMS =
      Set.of(
          "__macosx",
          "thumbs.db",
          "desktop.ini",
          "$recycle.bin",
          "@eadir",
          "lost+found",
          "system volume information");

  private FolderListing() {}

  /** Folders right in a folder, by name. */
  static List<Path> folders(Path folder) {
    return list(folder).stream().filter(Files::isDirectory).toList();
  }

  /** Whether there are pictures right in a folder. */
  static boolean holdsPictures(Path folder) {
    return list(folder).stream().anyMatch(FolderListing::isPicture);
  }

  /** Pictures in a folder and those below it; a folder that links lead to again is taken once. */
  static List<Path> pictures(Path folder) {
    List<Path> pictures = new ArrayList<>();
    collect(folder, new HashSet<>(), pictures);
    return pictures;
  }

  private static void collect(Path folder, Set<Path> seen, List<Path> pictures) {
    try {
      if (!seen.add(folder.toRealPath())) {
        return;
      }
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be followed: " + e.getMessage(), e);
    }
    List<Path> entries = list(folder);
    entries.stream().filter(FolderListing::isPicture).forEach(pictures::add);
    entries.stream().filter(Files::isDirectory).forEach(below -> collect(below, seen, pictures));
  }

  private static boolean isPicture(Path path) {
    return Picture.isNamed(path.getFileName().toString()) && !Files.isDirectory(path);
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> !isOfSystem(path.getFileName().toString()))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isOfSystem(String name) {
    return name.startsWith(".") || OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
  }
}
