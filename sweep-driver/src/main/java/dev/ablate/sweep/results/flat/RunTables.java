package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.table.ClassRow;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.Schema;
import java.util.Arrays;
import java.util.List;

/** What each run was asked, and the classes of the images that it trained on. */
final class RunTables {

  private static final RecordSchema<RunRow> RUNS = RecordSchema.of(RunRow.class);
  private static final RecordSchema<ClassRow> CLASSES = RecordSchema.of(ClassRow.class);

  private RunTables() {}

  static FlatTable sweeps(List<RunRow> runs) {
    Schema all = RUNS.schema();
    Schema flat = all.flat();
    int[] kept = flat.columns().stream().mapToInt(column -> all.indexOf(column.name())).toArray();
    return new FlatTable(
        "sweeps",
        flat,
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
