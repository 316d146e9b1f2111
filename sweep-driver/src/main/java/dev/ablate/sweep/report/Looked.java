package dev.ablate.sweep.report;

import dev.ablate.sweep.results.Inspected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pictures that {@code inspect} left of a trial.
 *
 * @param inspected what was looked at
 * @param pictures of it
 * @param problem why there are none or fewer; empty if all are here
 */
public record Looked(Inspected inspected, List<Shown> pictures, String problem) {

  /** What a page holds at most: beyond that it opens slowly. */
  private static final long MOST_BYTES = 24_000_000;

  private static final String PNG = ".png";

  /** A picture's file name and what is in it. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Shown(String name, byte[] png) {}

  public Looked {
    pictures = List.copyOf(pictures);
  }

  /** Reads the pictures, each once, the newest first until a page is full. */
  public static List<Looked> read(List<Inspected> inspections) {
    List<Looked> all = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    long bytes = 0;
    for (int i = inspections.size() - 1; i >= 0; i--) {
      Inspected one = inspections.get(i);
      List<Shown> pictures = new ArrayList<>();
      String problem = "";
      boolean isNew = false;
      for (String name : one.files().split(" ", -1)) {
        Path file = Path.of(one.folder(), name);
        if (!name.endsWith(PNG) || !seen.add(file)) {
          continue;
        }
        isNew = true;
        try {
          long size = Files.size(file);
          if (bytes + size > MOST_BYTES) {
            problem = "More pictures are in " + one.folder() + ".";
          } else {
            pictures.add(new Shown(name, Files.readAllBytes(file)));
            bytes += size;
          }
        } catch (IOException e) {
          problem = file + " cannot be read any more.";
        }
      }
      if (isNew) {
        all.add(0, new Looked(one, pictures, problem));
      }
    }
    return all;
  }
}
