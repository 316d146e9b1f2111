package dev.ablate.sweep.results.flat;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Comma-separated values as RFC 4180 has them, but that lines end in LF, which every program reads:
 * a header and rows. Null is an empty field, an empty text is {@code ""}.
 */
public final class CsvRows {

  private CsvRows() {}

  /** Prints the header and all rows. */
  public static void print(
      List<String> header, Iterator<? extends List<?>> rows, Consumer<String> out) {
    out.accept(line(header));
    rows.forEachRemaining(row -> out.accept(line(row)));
  }

  private static String line(List<?> fields) {
    return fields.stream().map(CsvRows::field).collect(Collectors.joining(",")) + "\n";
  }

  private static String field(Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> "\",\r\n".indexOf(c) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
