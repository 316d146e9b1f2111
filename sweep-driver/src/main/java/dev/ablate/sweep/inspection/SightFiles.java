package dev.ablate.sweep.inspection;

import dev.ablate.inspect.network.InspectionException;
import dev.ablate.sweep.report.picture.PngWriter;
import dev.ablate.sweep.report.picture.SvgWriter;
import dev.ablate.sweep.report.picture.Theme;
import dev.ablate.sweep.results.flat.CsvRows;
import dev.ablate.trial.Contents;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Writes what was seen: each picture as PNG and SVG, each table of numbers as CSV. */
public final class SightFiles {

  private static final String UNFINISHED = ".unfinished";

  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  private SightFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes all files, or none; those that are there are replaced.
   *
   * @return what was written, in order
   * @throws InspectionException if a file cannot be written
   */
  public static List<Path> write(Sight sight, Theme theme, Path folder) {
    SightFiles files = new SightFiles(folder);
    try {
      Files.createDirectories(folder);
      for (Sight.Named picture : sight.pictures()) {
        files.add(picture.name() + ".png", out -> PngWriter.write(picture.picture(), theme, out));
        String svg = SvgWriter.write(picture.picture());
        files.add(picture.name() + ".svg", out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
      }
      for (Sight.Numbers table : sight.numbers()) {
        files.add(
            table.name() + ".csv", out -> out.write(csv(table).getBytes(StandardCharsets.UTF_8)));
      }
      for (Path file : files.files) {
        Files.move(unfinished(file), file, StandardCopyOption.REPLACE_EXISTING);
      }
      return List.copyOf(files.files);
    } catch (IOException e) {
      throw new InspectionException(
          folder
              + ": cannot be written: "
              + e.getMessage()
              + "; make room, or name another folder with -o");
    } finally {
      files.files.forEach(SightFiles::discard);
    }
  }

  private void add(String name, Contents contents) throws IOException {
    Path file = folder.resolve(name);
    files.add(file);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished(file)))) {
      contents.writeTo(out);
    }
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling("." + file.getFileName() + UNFINISHED);
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(unfinished(file));
    } catch (IOException e) {
      // What could not be written may not be deletable either; its name says what it is.
    }
  }

  private static String csv(Sight.Numbers table) {
    StringBuilder text = new StringBuilder();
    CsvRows.print(table.columns(), table.rows().iterator(), text::append);
    return text.toString();
  }
}
