package dev.ablate.sweep.report.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The numbers behind a plot.
 *
 * @param columns names, as the view in SQL has them
 * @param rows one value a column: null, a number at full precision, or text
 */
public record Numbers(List<String> columns, List<List<Object>> rows) {

  public Numbers {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Rows one after the other. */
  static final class Builder {
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    private Builder(List<String> columns) {
      this.columns = columns;
    }

    Builder row(Object... values) {
      if (values.length != columns.size()) {
        throw new IllegalArgumentException(
            "a row must have " + columns + ", but has " + Arrays.toString(values));
      }
      rows.add(Collections.unmodifiableList(Arrays.asList(values)));
      return this;
    }

    Numbers build() {
      return new Numbers(columns, rows);
    }
  }

  static Builder of(String... columns) {
    return new Builder(List.of(columns));
  }
}
