package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.table.ClassRow;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.ListOfRows;
import java.util.Arrays;
import java.util.List;

/** What each run was asked, and the classes of the images that it trained on. */
final class RunTables {

  private static final RecordSchema<RunRow> RUNS = RecordSchema.of(RunRow.class);
  private static final RecordSchema<ClassRow> CLASSES = RecordSchema.of(ClassRow.class);

  private RunTables() {}

  static FlatTable sweeps(List<RunRow> runs) {
    Schema all = RUNS.schema();
    List<Column> columns =
        all.columns().stream().filter(column -> !(column.type() instanceof ListOfRows)).toList();
    int[] kept = columns.stream().mapToInt(column -> all.indexOf(column.name())).toArray();
    return new FlatTable(
        "sweeps",
        new Schema(columns),
        rows -> {
          for (RunRow run : runs) {
            Object[] row = RUNS.row(run);
            rows.accept(Arrays.stream(kept).mapToObj(column -> row[column]).toArray());
          }
        });
  }

  static FlatTable classes(List<RunRow> runs) {
    Schema run = new Schema(List.of(RUNS.schema().column("sweep_id"), RUNS.schema().column("run")));
    return new FlatTable(
        "classes",
        run.with(CLASSES.schema().columns()),
        rows -> {
          for (RunRow asked : runs) {
            for (ClassRow known : asked.classes()) {
              rows.accept(
                  FlatTable.joined(
                      new Object[] {asked.sweepId(), asked.run()}, CLASSES.row(known)));
            }
          }
        });
  }
}
