package dev.ablate.sweep.cli;

import dev.ablate.spec.CanonicalJson;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON array with one object a row. */
final class JsonRows {

  private JsonRows() {}

  static void print(PrintWriter out, List<String> header, Iterable<List<Object>> rows) {
    String separator = "[\n";
    for (List<Object> row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int i = 0; i < header.size(); i++) {
        object.put(header.get(i), row.get(i));
      }
      out.print(separator + CanonicalJson.write(object));
      separator = ",\n";
    }
    out.println(separator.startsWith("[") ? "[]" : "\n]");
    out.flush();
  }
}
