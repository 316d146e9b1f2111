package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.storage.RowFiles;
import dev.ablate.sweep.results.table.InspectionRow;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.ListOfRows;
import java.util.List;

/** What was looked at, and each of the tables that lie in its rows. */
final class InspectionTables {

  private static final Schema ROWS = RecordSchema.of(InspectionRow.class).schema();
  private static final List<Column> IDS =
      List.of(ROWS.column("inspection_id"), ROWS.column("trial_id"));

  private InspectionTables() {}

  static FlatTable inspections(RowFiles<InspectionRow> files) {
    Schema schema = ROWS.flat();
    return new FlatTable("inspections", schema, rows -> files.read(schema, rows));
  }

  /** A table that lies in the rows, with their ids before its columns. */
  static FlatTable nested(String name, RowFiles<InspectionRow> files) {
    Column list = ROWS.column(name);
    Schema ids = new Schema(IDS);
    return new FlatTable(
        name,
        ids.with(((ListOfRows) list.type()).element().columns()),
        rows ->
            files.read(
                ids.with(List.of(list)),
                row -> {
                  for (Object element : (List<?>) row[2]) {
                    rows.accept(
                        FlatTable.joined(new Object[] {row[0], row[1]}, (Object[]) element));
                  }
                }));
  }
}
