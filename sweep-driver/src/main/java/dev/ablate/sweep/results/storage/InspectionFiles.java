package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.InspectionRow;
import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** What was looked at, as {@code inspections/<inspection_id>.parquet}: one row a file. */
public final class InspectionFiles {

  private static final RecordSchema<InspectionRow> SCHEMA = RecordSchema.of(InspectionRow.class);
  private static final String ENDING = ".parquet";

  private final Storage storage;
  private final Path folder;

  InspectionFiles(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** Keeps a row, in the place of the same look before. */
  public void keep(InspectionRow row) throws IOException {
    storage.write(
        new Path(folder, row.inspectionId() + ENDING),
        out ->
            ParquetRows.write(
                out, SCHEMA.schema(), Collections.singleton(SCHEMA.row(row)).iterator()));
  }

  /**
   * All rows.
   *
   * @param type what is read of each
   */
  public <T extends Record> List<T> read(Class<T> type) throws IOException {
    RecordSchema<T> schema = RecordSchema.of(type);
    List<T> rows = new ArrayList<>();
    read(schema.schema(), row -> rows.add(schema.record(row)));
    return rows;
  }

  /** Reads some columns of all rows. */
  public void read(Schema schema, Consumer<Object[]> rows) throws IOException {
    for (FileStatus file : storage.list(folder)) {
      if (file.getPath().getName().endsWith(ENDING)) {
        ParquetRows.read(storage.files(), file, FileProblems.shown(file.getPath()), schema, rows);
      }
    }
  }
}
