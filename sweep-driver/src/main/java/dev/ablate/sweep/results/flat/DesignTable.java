package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.storage.Runs;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.ColumnType;
import dev.ablate.sweep.results.table.Schema.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The design points of all runs, the latest first: its axes come first. An axis that a run has not
 * is null there; one that was whole numbers in one run and others in another is DOUBLE, and text if
 * its type changed otherwise.
 */
final class DesignTable {

  private static final Set<ColumnType> NUMBERS = Set.of(Value.LONG, Value.DOUBLE);

  private DesignTable() {}

  static FlatTable of(Runs files, List<RunRow> runs) throws IOException {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Column column : Runs.designSchema().columns()) {
      columns.put(column.name(), column);
    }
    List<RunRow> latestFirst = new ArrayList<>(runs);
    Collections.reverse(latestFirst);
    for (RunRow run : latestFirst) {
      for (Column column : files.designSchema(run).columns()) {
        columns.merge(column.name(), column, DesignTable::common);
      }
    }
    Schema schema = new Schema(List.copyOf(columns.values()));
    return new FlatTable(
        "design",
        schema,
        rows -> {
          for (RunRow run : latestFirst) {
            Schema own = files.designSchema(run);
            files.readDesign(run, own, row -> rows.accept(converted(row, own, schema)));
          }
        });
  }

  private static Column common(Column one, Column other) {
    if (one.type().equals(other.type())) {
      return one;
    }
    boolean numbers = NUMBERS.contains(one.type()) && NUMBERS.contains(other.type());
    return new Column(one.name(), numbers ? Value.DOUBLE : Value.TEXT, true);
  }

  private static Object[] converted(Object[] row, Schema from, Schema to) {
    Object[] converted = new Object[to.columns().size()];
    for (int i = 0; i < row.length; i++) {
      int target = to.indexOf(from.columns().get(i).name());
      Object value = row[i];
      ColumnType type = to.columns().get(target).type();
      if (value != null && type == Value.TEXT) {
        value = value.toString();
      } else if (value instanceof Long whole && type == Value.DOUBLE) {
        value = whole.doubleValue();
      }
      converted[target] = value;
    }
    return converted;
  }
}
