package dev.ablate.data;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file (RFC 4180) with a header line and one picture a line: a column of paths, relative to
 * the file's folder, one of classes, and perhaps one that says which part the picture is of.
 */
final class ImageCsv {

  private static final List<String> PATH =
      List.of("path", "file", "filename", "file_name", "image", "image_path", "filepath");
  private static final List<String> CLASS = List.of("class", "label", "class_name", "target");
  private static final List<String> PART = List.of("split", "part", "subset", "set");
  private static final int MOST_PROBLEMS = 20;

  private final Path file;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, List<Line>> parts = new LinkedHashMap<>();
  private final TreeSet<String> names = new TreeSet<>();

  private record Line(Path path, String className) {}

  private ImageCsv(Path file) {
    this.file = file;
  }

  /**
   * What the file lists.
   *
   * @throws DataException naming the lines that are wrong
   */
  static PictureSet find(Path file) {
    ImageCsv csv = new ImageCsv(file);
    csv.read();
    csv.refuse();
    return csv.set();
  }

  private void read() {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .build();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(in, format)) {
      List<String> header =
          parser.getHeaderNames().stream()
              .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
              .toList();
      int path = column(header, PATH);
      int label = column(header, CLASS);
      if (path < 0 || label < 0) {
        problems.add(
            file
                + ": must have a header line with columns path and class, but has "
                + String.join(", ", header));
        return;
      }
      int part = column(header, PART);
      for (CSVRecord line : parser) {
        read(line, path, label, part);
      }
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new DataException(file + ": is no CSV file in UTF-8: " + e.getMessage(), e);
    }
  }

  private static int column(List<String> header, List<String> names) {
    return names.stream().mapToInt(header::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  private void read(CSVRecord line, int path, int label, int part) {
    String at = file + ": " + (line.getRecordNumber() + 1) + ": ";
    if (line.size() <= Math.max(path, Math.max(label, part))) {
      problems.add(at + "has " + line.size() + " columns, fewer than the header line");
    } else if (line.get(path).isEmpty() || line.get(label).isEmpty()) {
      problems.add(at + "must have a path and a class");
    } else {
      String name = part < 0 ? "" : line.get(part).toLowerCase(Locale.ROOT);
      Optional<Role> role = Role.named(name);
      if (part >= 0 && role.isEmpty()) {
        problems.add(at + "part must be train, validation or test, but was " + line.get(part));
        return;
      }
      try {
        Path picture = file.toAbsolutePath().resolveSibling(line.get(path)).normalize();
        parts
            .computeIfAbsent(role.map(Role::name).orElse(""), key -> new ArrayList<>())
            .add(new Line(picture, line.get(label)));
        names.add(line.get(label));
      } catch (InvalidPathException e) {
        problems.add(at + "path cannot be one: " + e.getMessage());
      }
    }
  }

  private void refuse() {
    if (!problems.isEmpty()) {
      int shown = Math.min(MOST_PROBLEMS, problems.size());
      throw new DataException(
          String.join("\n", problems.subList(0, shown))
              + (shown < problems.size()
                  ? "\nand " + (problems.size() - shown) + " lines more"
                  : ""));
    }
  }

  private PictureSet set() {
    List<String> classes = ClassOrder.sorted(names);
    PictureSet.checkNumber(file, classes);
    Map<String, Integer> labels = ClassOrder.labels(classes);
    if (parts.containsKey("")) {
      return PictureSet.unparted(file.toString(), classes, pictures("", labels)).checked();
    }
    return new PictureSet(
            file.toString(),
            classes,
            pictures(Role.TRAIN.name(), labels),
            parts.containsKey(Role.VALIDATION.name())
                ? Optional.of(pictures(Role.VALIDATION.name(), labels))
                : Optional.empty(),
            pictures(Role.TEST.name(), labels))
        .checked();
  }

  private List<PictureFile> pictures(String part, Map<String, Integer> labels) {
    return parts.getOrDefault(part, List.of()).stream()
        .map(line -> new PictureFile(line.path(), labels.get(line.className())))
        .toList();
  }
}
