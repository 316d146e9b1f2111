package dev.ablate.sweep.export;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 writes them: a header and rows; null is an empty field. */
public final class Delimited {

  private Delimited() {}

  /** Prints the header and all rows. */
  public static void print(PrintWriter out, List<String> header, Iterable<List<Object>> rows) {
    line(out, header);
    rows.forEach(row -> line(out, row));
    out.flush();
  }

  private static void line(PrintWriter out, List<?> fields) {
    out.print(fields.stream().map(Delimited::field).collect(Collectors.joining(",")) + "\r\n");
  }

  private static String field(Object value) {
    String text = value == null ? "" : value.toString();
    boolean quoted =
        text.indexOf(',') >= 0
            || text.indexOf('"') >= 0
            || text.indexOf('\n') >= 0
            || text.indexOf('\r') >= 0;
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
