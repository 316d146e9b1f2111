package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.ListOfRows;
import dev.ablate.sweep.results.table.Schema.Value;
import dev.ablate.sweep.results.table.TrialRow;
import java.util.ArrayList;
import java.util.List;

/** The trials' own columns, and each of the tables that lie in their rows. */
final class TrialTables {

  /** Of a measured value: whether it was not finite, and is null for that. */
  static final Column DIVERGED = new Column("diverged", Value.BOOLEAN, false);

  private static final Schema TRIALS = RecordSchema.of(TrialRow.class).schema();
  private static final Column ID = TRIALS.column("trial_id");
  private static final Column ATTEMPT = TRIALS.column("attempt");
  private static final String VALUE = "value";

  private TrialTables() {}

  /** Numbers that are not finite are null: the trial's status says that it diverged. */
  static FlatTable trials(ResultFiles files, TrialFiles trials) {
    Schema schema = TRIALS.flat();
    return new FlatTable(
        "trials",
        schema,
        rows ->
            trials.read(
                files.storage(),
                schema,
                row -> {
                  for (int i = 0; i < row.length; i++) {
                    row[i] = schema.columns().get(i).nullable() ? finite(row[i]) : row[i];
                  }
                  rows.accept(row);
                }));
  }

  /** A table that lies in the trials' rows, with the trial's id before its columns. */
  static FlatTable nested(String name, ResultFiles files, TrialFiles trials) {
    Column list = TRIALS.column(name);
    Schema inside = ((ListOfRows) list.type()).element();
    boolean measured = inside.columns().stream().anyMatch(column -> column.name().equals(VALUE));
    int value = measured ? inside.indexOf(VALUE) : -1;
    Schema read = new Schema(List.of(ID, ATTEMPT, list));
    return new FlatTable(
        name,
        schema(inside, measured),
        rows ->
            trials.read(
                files.storage(),
                read,
                trial -> {
                  for (Object element : (List<?>) trial[2]) {
                    rows.accept(row((String) trial[0], (Object[]) element, value));
                  }
                }));
  }

  private static Schema schema(Schema inside, boolean measured) {
    List<Column> columns = new ArrayList<>();
    columns.add(ID);
    for (Column column : inside.columns()) {
      columns.add(
          column.name().equals(VALUE) ? new Column(column.name(), column.type(), true) : column);
    }
    if (measured) {
      columns.add(DIVERGED);
    }
    return new Schema(columns);
  }

  private static Object[] row(String trial, Object[] inside, int value) {
    boolean measured = value >= 0;
    Object[] row = new Object[inside.length + (measured ? 2 : 1)];
    row[0] = trial;
    System.arraycopy(inside, 0, row, 1, inside.length);
    if (measured) {
      row[value + 1] = finite(inside[value]);
      row[row.length - 1] = row[value + 1] == null;
    }
    return row;
  }

  /** The same; null for a number that is not finite. */
  static Object finite(Object value) {
    return value instanceof Double number && !Double.isFinite(number) ? null : value;
  }
}
