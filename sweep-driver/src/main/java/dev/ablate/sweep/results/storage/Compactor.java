package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.TrialRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/**
 * Merges trials' files. Each step leaves a folder that reads the same: a merged file appears whole,
 * and readers take one of two equal rows; what it covers is deleted only later, after the merged
 * file was read back and its checksum held.
 */
public final class Compactor {

  /**
   * Merged files of this size are left alone, so that a growing folder is not written again and
   * again: some 3,000 trials of 100 epochs.
   */
  private static final long LARGE_BYTES = 8L << 20;

  /** No write takes this long: what is hidden for longer is of a process that died. */
  private static final Duration LONGEST_WRITE = Duration.ofHours(1);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final Storage storage;
  private final Path folder;
  private final Schema schema = RecordSchema.of(TrialRow.class).schema();
  private final Clock clock = Clock.systemUTC();

  Compactor(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /**
   * Merges, and deletes what earlier merges made superfluous.
   *
   * @param grace how long readers may take
   */
  public Compaction compact(Duration grace) throws IOException {
    deleteUnfinished();
    int merged = merge();
    TrialFiles files = TrialFiles.list(storage, folder);
    int deleted = deleteCovered(files, clock.instant().minus(grace));
    return new Compaction(merged, deleted, files.covered().size() - deleted);
  }

  /**
   * Merges without deleting: also while other processes add files.
   *
   * @return the number of files that now are in another
   */
  public int merge() throws IOException {
    return merge(TrialFiles.list(storage, folder));
  }

  private void deleteUnfinished() throws IOException {
    Instant deadline = clock.instant().minus(LONGEST_WRITE);
    for (FileStatus file : storage.listHidden(folder)) {
      // Only one process compacts, so another's unfinished merge is a dead one's.
      if (file.getPath().getName().startsWith(".merged-") || isBefore(file, deadline)) {
        storage.files().delete(file.getPath(), false);
      }
    }
  }

  private int merge(TrialFiles files) throws IOException {
    Set<TrialFiles.RowPlace> dead = files.dead();
    List<FileStatus> inputs =
        Parallel.map(files.live(), file -> isWorthMerging(file, dead) ? file : null).stream()
            .filter(file -> file != null)
            .toList();
    if (inputs.isEmpty() || (inputs.size() == 1 && !hasDead(inputs.get(0), dead))) {
      return 0;
    }
    String name =
        "merged-"
            + TIME.format(clock.instant())
            + "-"
            + UUID.randomUUID().toString().substring(0, 8)
            + ".parquet";
    storage.write(
        new Path(folder, name),
        out -> {
          try (MergedRows rows = new MergedRows(storage, schema, inputs, dead)) {
            ParquetRows.write(out, schema, rows);
          }
        });
    return inputs.size();
  }

  private boolean isWorthMerging(FileStatus file, Set<TrialFiles.RowPlace> dead)
      throws FileNotFoundException {
    boolean large = TrialFiles.isMerged(file) && file.getLen() >= LARGE_BYTES;
    if (large && !hasDead(file, dead)) {
      return false;
    }
    // A newer program's columns would be lost.
    return isKnown(
        ParquetRows.schema(storage.files(), file, FileProblems.shown(file.getPath())),
        schema.messageType());
  }

  private static boolean hasDead(FileStatus file, Set<TrialFiles.RowPlace> dead) {
    return dead.stream().anyMatch(row -> row.file().equals(file.getPath().getName()));
  }

  private static boolean isKnown(GroupType inFile, GroupType known) {
    for (Type field : inFile.getFields()) {
      if (!known.containsField(field.getName())) {
        return false;
      }
      Type match = known.getType(field.getName());
      if (!field.isPrimitive()
          && (match.isPrimitive() || !isKnown(field.asGroupType(), match.asGroupType()))) {
        return false;
      }
    }
    return true;
  }

  private int deleteCovered(TrialFiles files, Instant deadline) throws IOException {
    Map<String, FileStatus> covers = new HashMap<>();
    for (FileStatus file : files.live()) {
      if (TrialFiles.isMerged(file) && isBefore(file, deadline)) {
        covers.put(file.getPath().getName(), file);
      }
    }
    Set<String> sound = new HashSet<>();
    int deleted = 0;
    for (Map.Entry<FileStatus, Set<String>> file : files.covered().entrySet()) {
      if (covers.keySet().containsAll(file.getValue())) {
        for (String cover : file.getValue()) {
          if (sound.add(cover)) {
            verify(covers.get(cover));
          }
        }
        storage.files().delete(file.getKey().getPath(), false);
        deleted++;
      }
    }
    return deleted;
  }

  private static boolean isBefore(FileStatus file, Instant deadline) {
    return !Instant.ofEpochMilli(file.getModificationTime()).isAfter(deadline);
  }

  /** Reads all bytes back. */
  private void verify(FileStatus file) throws FileNotFoundException {
    ParquetRows.count(storage.files(), file, FileProblems.shown(file.getPath()));
  }
}
