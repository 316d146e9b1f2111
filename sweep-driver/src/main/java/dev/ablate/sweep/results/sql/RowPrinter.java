package dev.ablate.sweep.results.sql;

import dev.ablate.spec.CanonicalJson;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/** Prints the rows of an answer. */
interface RowPrinter {

  /** Prints all rows. */
  void print(String[] columns, Iterator<Row> rows, PrintStream out);

  /** The printer of a format. */
  static RowPrinter of(Sql.Format format) {
    return switch (format) {
      case TABLE -> RowPrinter::printTable;
      case CSV -> RowPrinter::printCsv;
      case JSON -> RowPrinter::printJson;
      case JSONL -> RowPrinter::printJsonLines;
    };
  }

  private static void printCsv(String[] columns, Iterator<Row> rows, PrintStream out) {
    out.print(String.join(",", List.of(columns).stream().map(RowPrinter::quoted).toList()) + "\n");
    while (rows.hasNext()) {
      Row row = rows.next();
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < columns.length; i++) {
        cells.add(row.isNullAt(i) ? "" : quoted(text(row.get(i))));
      }
      out.print(String.join(",", cells) + "\n");
    }
  }

  private static String quoted(String cell) {
    boolean plain = !cell.isEmpty() && cell.chars().noneMatch(c -> "\",\r\n".indexOf(c) >= 0);
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  private static void printJson(String[] columns, Iterator<Row> rows, PrintStream out) {
    String separator = "[";
    while (rows.hasNext()) {
      out.print(separator + CanonicalJson.write(object(columns, rows.next())));
      separator = ",\n ";
    }
    out.print(separator.equals("[") ? "[]\n" : "]\n");
  }

  private static void printJsonLines(String[] columns, Iterator<Row> rows, PrintStream out) {
    while (rows.hasNext()) {
      out.print(CanonicalJson.write(finite(object(columns, rows.next()))) + "\n");
    }
  }

  /** The same with null for each number that is not finite, in lists and maps too. */
  private static Object finite(Object value) {
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(finite(element)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> object = new LinkedHashMap<>();
      map.forEach((key, element) -> object.put(key, finite(element)));
      return object;
    }
    boolean number = value instanceof Double || value instanceof Float;
    return number && !Double.isFinite(((Number) value).doubleValue()) ? null : value;
  }

  private static void printTable(String[] columns, Iterator<Row> rows, PrintStream out) {
    List<String[]> lines = new ArrayList<>();
    lines.add(columns);
    boolean[] numeric = new boolean[columns.length];
    while (rows.hasNext()) {
      Row row = rows.next();
      String[] cells = new String[columns.length];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = row.isNullAt(i) ? "" : text(row.get(i)).replaceAll("\\R", " ");
        numeric[i] |= row.get(i) instanceof Number;
      }
      lines.add(cells);
    }
    int[] widths = new int[columns.length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    for (String[] line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - line[i].length());
        padded.append(i == 0 ? "" : "  ");
        padded.append(numeric[i] ? padding + line[i] : line[i] + padding);
      }
      out.print(padded.toString().stripTrailing() + "\n");
    }
  }

  private static String text(Object value) {
    Object plain = plain(value);
    if (plain instanceof List || plain instanceof Map) {
      return CanonicalJson.write(plain);
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : plain.toString();
  }

  private static Map<String, Object> object(String[] names, Row row) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      object.put(names[i], plain(row.get(i)));
    }
    return object;
  }

  /** Spark's values as Java's; times in UTC as ISO 8601. */
  private static Object plain(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant().toString();
    }
    if (value instanceof Row row) {
      return object(row.schema().fieldNames(), row);
    }
    if (value instanceof scala.collection.Seq<?> list) {
      List<Object> elements = new ArrayList<>();
      JavaConverters.seqAsJavaList(list).forEach(element -> elements.add(plain(element)));
      return elements;
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      JavaConverters.mapAsJavaMap(map)
          .forEach((key, element) -> object.put(String.valueOf(key), plain(element)));
      return object;
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }
}
