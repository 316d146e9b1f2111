package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.storage.FileProblems;
import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.Storage;
import dev.ablate.sweep.results.table.Iterators;
import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.Schema;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables as plain Parquet files for any reader: {@code RESULTS/tables/<table>/}. */
public final class FlatTables {

  /** What the names of tables being written or replaced begin with. */
  private static final String HIDDEN = ".tables.";

  private FlatTables() {}

  /**
   * Replaces them, all at once, by what the results folder holds now; only one process may at a
   * time.
   *
   * @throws ResultsException if the folder cannot be read or written
   */
  public static void write(SparkSession spark, String uri) {
    ResultFiles folder = SparkTables.open(spark, uri);
    FileProblems.run(
        uri + ": cannot write the tables", () -> replace(folder, SparkTables.of(spark, folder)));
  }

  private static void replace(ResultFiles folder, Map<String, Dataset<Row>> tables)
      throws IOException {
    FileSystem files = folder.storage().files();
    for (FileStatus hidden : folder.storage().listHidden(folder.root())) {
      // A dead process's.
      if (hidden.getPath().getName().startsWith(HIDDEN)) {
        files.delete(hidden.getPath(), true);
      }
    }
    Path target = folder.tablesFolder();
    Path written = new Path(folder.root(), HIDDEN + UUID.randomUUID());
    Path old = new Path(folder.root(), HIDDEN + "old." + UUID.randomUUID());
    try {
      for (Map.Entry<String, Dataset<Row>> table : tables.entrySet()) {
        write(
            folder.storage(),
            new Path(written, table.getKey() + "/part-0.parquet"),
            table.getValue());
      }
      if (files.exists(target) && !files.rename(target, old)) {
        throw new IOException("cannot rename " + target);
      }
      if (!files.rename(written, target)) {
        throw new IOException("cannot rename " + written);
      }
    } finally {
      files.delete(written, true);
      files.delete(old, true);
    }
  }

  private static void write(Storage storage, Path file, Dataset<Row> table) throws IOException {
    Schema schema = SparkSchema.flat(table.schema());
    Iterator<Row> rows = table.toLocalIterator();
    storage.write(
        file, out -> ParquetRows.write(out, schema, Iterators.map(rows, FlatTables::values)));
  }

  private static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = row.get(i);
      if (value instanceof Timestamp timestamp) {
        value = timestamp.toInstant();
      } else if (value instanceof scala.collection.Seq<?>) {
        value = row.getList(i);
      }
      values[i] = value;
    }
    return values;
  }
}
