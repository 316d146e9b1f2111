package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.Schema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * The rows that count of trials' files, in order. Files of one trial each are read some at a time,
 * since most of that is waiting and decoding; of merged ones a row is in memory.
 */
final class MergedRows implements Iterator<Object[]>, AutoCloseable {
  /** So many files of one trial each are read at the same time, and of so many bytes. */
  private static final int AT_ONCE = 64;

  /** Rows in memory are some twenty times as long as in their files. */
  private static final long BYTES_AT_ONCE = 2 << 20;

  private final Storage storage;
  private final Schema schema;
  private final Deque<FileStatus> files;
  private final Set<TrialFiles.RowPlace> dead;
  private final Deque<Object[]> fetched = new ArrayDeque<>();
  private FileStatus file;
  private ParquetRows.Rows rows;

  /** Of files with these columns, but for dead rows. */
  MergedRows(
      Storage storage, Schema schema, List<FileStatus> files, Set<TrialFiles.RowPlace> dead) {
    this.storage = storage;
    this.schema = schema;
    this.files = new ArrayDeque<>(files);
    this.dead = dead;
  }

  @Override
  public boolean hasNext() {
    try {
      while (fetched.isEmpty() && (rows != null || !files.isEmpty())) {
        fetch();
      }
      return !fetched.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fetch() throws IOException {
    if (rows == null) {
      List<FileStatus> singles = nextSingles();
      if (!singles.isEmpty()) {
        Parallel.map(singles, this::rowsOf).forEach(fetched::addAll);
        return;
      }
      file = files.remove();
      rows = open(file);
    }
    Object[] row = rows.next();
    if (row == null) {
      close();
    } else if (counts(file, row)) {
      fetched.add(row);
    }
  }

  private List<FileStatus> nextSingles() {
    List<FileStatus> singles = new ArrayList<>();
    long bytes = 0;
    while (singles.size() < AT_ONCE
        && bytes < BYTES_AT_ONCE
        && !files.isEmpty()
        && !TrialFiles.isMerged(files.peek())) {
      bytes += files.peek().getLen();
      singles.add(files.remove());
    }
    return singles;
  }

  private List<Object[]> rowsOf(FileStatus single) throws FileNotFoundException {
    List<Object[]> all = new ArrayList<>();
    try (ParquetRows.Rows of = open(single)) {
      for (Object[] row = of.next(); row != null; row = of.next()) {
        if (counts(single, row)) {
          all.add(row);
        }
      }
    }
    return all;
  }

  private ParquetRows.Rows open(FileStatus input) throws FileNotFoundException {
    return new ParquetRows.Rows(
        storage.files(), input, FileProblems.shown(input.getPath()), schema);
  }

  private boolean counts(FileStatus of, Object[] row) {
    return !dead.contains(
        new TrialFiles.RowPlace(
            of.getPath().getName(),
            (String) row[schema.indexOf("trial_id")],
            (Integer) row[schema.indexOf("attempt")]));
  }

  @Override
  public Object[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return fetched.remove();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}
