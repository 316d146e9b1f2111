package dev.ablate.sweep.results.flat;

import dev.ablate.spec.CanonicalJson;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** JSON with an object a row. Null stands for numbers that are not finite, which JSON has not. */
public final class JsonRows {

  private JsonRows() {}

  /** Prints an array of objects. */
  public static void print(
      List<String> header, Iterator<? extends List<?>> rows, Consumer<String> out) {
    String separator = "[";
    while (rows.hasNext()) {
      out.accept(separator + text(object(header, rows.next())));
      separator = ",\n ";
    }
    out.accept(separator.equals("[") ? "[]\n" : "]\n");
  }

  /** Prints an object a line. */
  public static void printLines(
      List<String> header, Iterator<? extends List<?>> rows, Consumer<String> out) {
    rows.forEachRemaining(row -> out.accept(text(object(header, row)) + "\n"));
  }

  /** A number, text, truth value, null, or lists and maps of such, as JSON. */
  public static String text(Object value) {
    return CanonicalJson.write(finite(value));
  }

  private static Map<String, Object> object(List<String> header, List<?> row) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      object.put(header.get(i), row.get(i));
    }
    return object;
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
}
