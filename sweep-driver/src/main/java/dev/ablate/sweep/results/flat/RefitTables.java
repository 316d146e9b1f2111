package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.storage.RowFiles;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.RefitRow;
import dev.ablate.sweep.results.table.Schema;

/** What was trained once more. */
final class RefitTables {

  private static final Schema ROWS = RecordSchema.of(RefitRow.class).schema();

  private RefitTables() {}

  static FlatTable refits(RowFiles<RefitRow> files) {
    return new FlatTable("refits", ROWS, rows -> files.read(ROWS, rows));
  }
}
