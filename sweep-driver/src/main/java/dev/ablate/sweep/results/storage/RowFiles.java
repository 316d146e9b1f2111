package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Rows of one kind in a folder, one a file: {@code <name>.parquet}.
 *
 * @param <R> their kind
 */
public final class RowFiles<R extends Record> {

  private static final String ENDING = ".parquet";

  private final Storage storage;
  private final Path folder;
  private final RecordSchema<R> schema;
  private final Function<R, String> name;

  /**
   * In a folder that need not exist.
   *
   * @param name of a row's file
   */
  RowFiles(Storage storage, Path folder, Class<R> type, Function<R, String> name) {
    this.storage = storage;
    this.folder = folder;
    this.schema = RecordSchema.of(type);
    this.name = name;
  }

  /** Keeps a row, in the place of the one of the same name before. */
  public void keep(R row) throws IOException {
    storage.write(
        new Path(folder, name.apply(row) + ENDING),
        out ->
            ParquetRows.write(
                out, schema.schema(), Collections.singleton(schema.row(row)).iterator()));
  }

  /**
   * All rows.
   *
   * @param type what is read of each
   */
  public <T extends Record> List<T> read(Class<T> type) throws IOException {
    RecordSchema<T> wanted = RecordSchema.of(type);
    List<T> rows = new ArrayList<>();
    read(wanted.schema(), row -> rows.add(wanted.record(row)));
    return rows;
  }

  /** Reads some columns of all rows. */
  public void read(Schema wanted, Consumer<Object[]> rows) throws IOException {
    for (FileStatus file : storage.list(folder)) {
      if (file.getPath().getName().endsWith(ENDING)) {
        ParquetRows.read(storage.files(), file, FileProblems.shown(file.getPath()), wanted, rows);
      }
    }
  }
}
