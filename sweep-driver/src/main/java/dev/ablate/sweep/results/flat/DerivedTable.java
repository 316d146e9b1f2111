package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.Value;
import java.util.Map;

/** A table of {@link DerivedTables} as one among the flat ones. */
final class DerivedTable {

  private static final Map<Class<?>, Value> TYPES =
      Map.of(
          Integer.class, Value.INTEGER,
          Long.class, Value.LONG,
          Double.class, Value.DOUBLE,
          Boolean.class, Value.BOOLEAN,
          String.class, Value.TEXT);

  private DerivedTable() {}

  static FlatTable of(DerivedTables.Opened tables, String name) {
    Schema schema =
        new Schema(
            tables.columns(name).entrySet().stream()
                .map(column -> new Column(column.getKey(), TYPES.get(column.getValue()), true))
                .toList());
    return new FlatTable(name, schema, rows -> tables.rows(name).forEachRemaining(rows));
  }
}
