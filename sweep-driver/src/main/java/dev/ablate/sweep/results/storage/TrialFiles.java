package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Schema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files of {@code trials/} and which of their rows count: of each trial one row, of its newest
 * attempt. A file without such a row is left out.
 *
 * @param live files with a row that counts, by name
 * @param dead rows of live files that do not count
 * @param attempts the attempts that count, {@code <trial_id>.<attempt>}
 * @param covered files without a row that counts, and the names of those that have theirs
 */
public record TrialFiles(
    List<FileStatus> live,
    Set<RowPlace> dead,
    Map<FileStatus, Set<String>> covered,
    SortedSet<String> attempts) {

  /** How often a reader starts again because a compaction took its files away. */
  private static final int TRIES = 10;

  private static final Pattern SINGLE =
      Pattern.compile("([0-9a-f]{16})\\.([1-9][0-9]{0,8})\\.parquet");
  private static final Pattern MERGED = Pattern.compile("merged-.*\\.parquet");
  private static final RecordSchema<Key> KEYS = RecordSchema.of(Key.class);

  /** A row that belongs to an attempt at a trial. */
  public interface Keyed {
    String trialId();

    int attempt();
  }

  /** An attempt at a trial. */
  public record Key(String trialId, int attempt) implements Keyed {}

  /** A row of a file. */
  public record RowPlace(String file, String trialId, int attempt) {
    RowPlace(FileStatus file, Keyed row) {
      this(file.getPath().getName(), row.trialId(), row.attempt());
    }
  }

  /** Lists files; opens only merged ones, to see what is in them. */
  public static TrialFiles list(Storage storage, Path folder) throws IOException {
    return retried(() -> listOnce(storage, folder));
  }

  /** Reads some columns of each row that counts. */
  static <T extends Record & Keyed> List<T> read(Storage storage, Path folder, Class<T> type)
      throws IOException {
    RecordSchema<T> schema = RecordSchema.of(type);
    return read(storage, folder, schema.schema(), schema::record);
  }

  /** Reads some columns of each row that counts, and keeps only what is made of each. */
  static <T extends Keyed> List<T> read(
      Storage storage, Path folder, Schema schema, Function<Object[], T> made) throws IOException {
    return retried(
        () -> {
          TrialFiles files = listOnce(storage, folder);
          return Parallel.map(files.live, file -> files.readLive(storage, file, schema, made))
              .stream()
              .flatMap(List::stream)
              .toList();
        });
  }

  private <T extends Keyed> List<T> readLive(
      Storage storage, FileStatus file, Schema schema, Function<Object[], T> made)
      throws FileNotFoundException {
    List<T> rows = new ArrayList<>();
    ParquetRows.read(
        storage.files(),
        file,
        FileProblems.shown(file.getPath()),
        schema,
        row -> {
          T one = made.apply(row);
          if (!dead.contains(new RowPlace(file, one))) {
            rows.add(one);
          }
        });
    return rows;
  }

  /**
   * Reads some columns of each row that counts, one in memory.
   *
   * @param schema has {@code trial_id} first and {@code attempt} second
   */
  public void read(Storage storage, Schema schema, Consumer<Object[]> rows)
      throws FileNotFoundException {
    for (FileStatus file : live) {
      String name = file.getPath().getName();
      ParquetRows.read(
          storage.files(),
          file,
          FileProblems.shown(file.getPath()),
          schema,
          row -> {
            if (dead.isEmpty()
                || !dead.contains(new RowPlace(name, (String) row[0], (int) row[1]))) {
              rows.accept(row);
            }
          });
    }
  }

  private static TrialFiles listOnce(Storage storage, Path folder) throws IOException {
    List<FileStatus> files =
        storage.list(folder).stream().filter(TrialFiles::isNamedAsTrials).toList();
    List<List<RowPlace>> places = Parallel.map(files, file -> placesIn(storage, file));
    Map<String, RowPlace> newest = new HashMap<>();
    for (List<RowPlace> file : places) {
      for (RowPlace place : file) {
        // Merged files come last: of two equal rows theirs counts, so that the other may go.
        newest.merge(place.trialId(), place, (a, b) -> b.attempt() >= a.attempt() ? b : a);
      }
    }
    List<FileStatus> live = new ArrayList<>();
    Set<RowPlace> dead = new HashSet<>();
    Map<FileStatus, Set<String>> covered = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      List<RowPlace> losers =
          places.get(i).stream()
              .filter(place -> !place.equals(newest.get(place.trialId())))
              .toList();
      if (losers.size() < places.get(i).size()) {
        live.add(files.get(i));
        dead.addAll(losers);
      } else {
        covered.put(
            files.get(i),
            losers.stream()
                .map(place -> newest.get(place.trialId()).file())
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    SortedSet<String> attempts = new TreeSet<>();
    newest.values().forEach(place -> attempts.add(place.trialId() + "." + place.attempt()));
    return new TrialFiles(live, dead, covered, attempts);
  }

  /** Whether this is a name that trials' files have. */
  static boolean isNamedAsTrials(FileStatus file) {
    return SINGLE.matcher(file.getPath().getName()).matches() || isMerged(file);
  }

  /** Whether a compaction made this file. */
  static boolean isMerged(FileStatus file) {
    return MERGED.matcher(file.getPath().getName()).matches();
  }

  /** What the name of a file that is not merged says is in it. */
  static Key keyOf(FileStatus single) {
    Matcher name = SINGLE.matcher(single.getPath().getName());
    if (!name.matches()) {
      throw new IllegalArgumentException("no trial's file: " + single.getPath());
    }
    return new Key(name.group(1), Integer.parseInt(name.group(2)));
  }

  private static List<RowPlace> placesIn(Storage storage, FileStatus file) throws IOException {
    if (!isMerged(file)) {
      return List.of(new RowPlace(file, keyOf(file)));
    }
    return readFile(storage, file, KEYS).stream().map(key -> new RowPlace(file, key)).toList();
  }

  static <T extends Record> List<T> readFile(
      Storage storage, FileStatus file, RecordSchema<T> schema) throws FileNotFoundException {
    return readFile(storage, file, schema, first -> true);
  }

  /** Reads the rows whose first column is wanted. */
  static <T extends Record> List<T> readFile(
      Storage storage, FileStatus file, RecordSchema<T> schema, Predicate<Object> wanted)
      throws FileNotFoundException {
    List<T> rows = new ArrayList<>();
    ParquetRows.read(
        storage.files(),
        file,
        FileProblems.shown(file.getPath()),
        schema.schema(),
        row -> {
          if (wanted.test(row[0])) {
            rows.add(schema.record(row));
          }
        });
    return rows;
  }

  /** What a compaction may interrupt. */
  public interface Reading<T> {
    T read() throws IOException;
  }

  /** Reads; starts again where a compaction took files away meanwhile. */
  public static <T> T retried(Reading<T> reading) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return reading.read();
      } catch (FileNotFoundException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }
}
