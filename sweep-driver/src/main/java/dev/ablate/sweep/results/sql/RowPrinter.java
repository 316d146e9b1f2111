package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.flat.CsvRows;
import dev.ablate.sweep.results.flat.JsonRows;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/** Prints the rows of an answer. */
interface RowPrinter {

  /** As Spark's own {@code hex} has them. */
  HexFormat HEX = HexFormat.of().withUpperCase();

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
    CsvRows.print(List.of(columns), each(rows, RowPrinter::cells), out::print);
  }

  private static void printJson(String[] columns, Iterator<Row> rows, PrintStream out) {
    JsonRows.print(List.of(columns), each(rows, RowPrinter::values), out::print);
  }

  private static void printJsonLines(String[] columns, Iterator<Row> rows, PrintStream out) {
    JsonRows.printLines(List.of(columns), each(rows, RowPrinter::values), out::print);
  }

  /** A row at a time: an answer may be larger than memory. */
  private static Iterator<List<Object>> each(Iterator<Row> rows, Function<Row, List<Object>> as) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public List<Object> next() {
        return as.apply(rows.next());
      }
    };
  }

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(plain(row.get(i)));
    }
    return values;
  }

  private static List<Object> cells(Row row) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.isNullAt(i) ? null : text(row.get(i)));
    }
    return cells;
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
      return JsonRows.text(plain);
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

  /** Spark's values as Java's; times in UTC as ISO 8601, bytes as hex digits. */
  private static Object plain(Object value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant().toString();
    }
    if (value instanceof byte[] bytes) {
      return HEX.formatHex(bytes);
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
