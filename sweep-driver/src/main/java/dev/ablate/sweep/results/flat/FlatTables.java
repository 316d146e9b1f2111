package dev.ablate.sweep.results.flat;

import dev.ablate.spec.Sha256;
import dev.ablate.sweep.results.storage.Parallel;
import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.Storage;
import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.RunRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The tables as plain Parquet files for any reader: {@code RESULTS/tables/<table>/}. Beside them
 * lies what they were made of, so that a reader knows whether they still say what the folder holds.
 */
public final class FlatTables {

  /** The tables of the folder's own, in the order that people ask for them. */
  public static final List<String> OWN =
      List.of(
          "sweeps",
          "classes",
          "design",
          "trials",
          "epochs",
          "iterations",
          "layers",
          "layer_stats",
          "inspections",
          "unit_effects",
          "unit_patches",
          "refits",
          "results");

  /** Those that lie in the trials' rows. */
  public static final List<String> NESTED =
      List.of("epochs", "iterations", "layers", "layer_stats");

  /** Those that change without a run: of these the copies are as old as the last run. */
  private static final Set<String> LIVE =
      Set.of("inspections", "unit_effects", "unit_patches", "refits");

  /** What the names of tables being written or replaced begin with. */
  private static final String HIDDEN = ".tables.";

  /** Raised when the same files make other tables. */
  private static final int FORM = 2;

  private final ResultFiles files;
  private final TrialFiles trials;
  private final List<RunRow> runs;
  private final Map<String, DerivedTables.Opened> derived = new HashMap<>();

  private FlatTables(ResultFiles files) throws IOException {
    this.files = files;
    for (DerivedTables tables : DerivedTables.all()) {
      DerivedTables.Opened opened = tables.open(files.location());
      tables.names().forEach(name -> derived.put(name, opened));
    }
    this.runs = files.runs().list();
    this.trials = files.trials();
  }

  /** Those of a folder as it is now. */
  public static FlatTables of(ResultFiles files) throws IOException {
    return new FlatTables(files);
  }

  /** The folder's own tables, and those that are computed from them. */
  public static List<String> names() {
    return Stream.concat(
            OWN.stream(), DerivedTables.all().stream().flatMap(tables -> tables.names().stream()))
        .toList();
  }

  /** A table of {@link #names()}, made from the trials' and runs' files. */
  public FlatTable table(String name) throws IOException {
    return switch (name) {
      case "sweeps" -> RunTables.sweeps(runs);
      case "classes" -> RunTables.classes(runs);
      case "design" -> DesignTable.of(files.runs(), runs);
      case "trials" -> TrialTables.trials(files, trials);
      case "results" -> ResultsTable.of(files, trials, runs);
      case "epochs", "iterations", "layers", "layer_stats" ->
          TrialTables.nested(name, files, trials);
      case "inspections" -> InspectionTables.inspections(files.inspections());
      case "unit_effects", "unit_patches" -> InspectionTables.nested(name, files.inspections());
      case "refits" -> RefitTables.refits(files.refits().rows());
      default -> DerivedTable.of(derived.get(name), name);
    };
  }

  /** The trials' files that the tables are made from. */
  public TrialFiles trials() {
    return trials;
  }

  /** Where a table's copy is. */
  public Path copy(String name) {
    return new Path(files.tablesFolder(), name + "/part-0.parquet");
  }

  /** Whether a table's copy is as good as the table where the copies are exact. */
  public static boolean hasCopy(String name) {
    return OWN.contains(name) && !LIVE.contains(name);
  }

  /** Whether the copies say what the folder holds, and no process is about to replace them. */
  public boolean areCopiesExact() throws IOException {
    Path made = madeFrom(files.tablesFolder());
    FileSystem system = files.storage().files();
    return !files.isLocked()
        && system.exists(made)
        && files.storage().readText(made).equals(origin());
  }

  /** Replaces the copies, all at once; only one process may at a time. */
  public void write() throws IOException {
    FileSystem system = files.storage().files();
    for (FileStatus hidden : files.storage().listHidden(files.root())) {
      // A dead process's.
      if (hidden.getPath().getName().startsWith(HIDDEN)) {
        system.delete(hidden.getPath(), true);
      }
    }
    Path target = files.tablesFolder();
    Path written = new Path(files.root(), HIDDEN + UUID.randomUUID());
    Path old = new Path(files.root(), HIDDEN + "old." + UUID.randomUUID());
    try {
      Parallel.map(names(), name -> write(table(name), written));
      files
          .storage()
          .write(madeFrom(written), out -> out.write(origin().getBytes(StandardCharsets.UTF_8)));
      if (system.exists(target) && !system.rename(target, old)) {
        throw new IOException("cannot rename " + target);
      }
      if (!system.rename(written, target)) {
        throw new IOException("cannot rename " + written);
      }
    } finally {
      system.delete(written, true);
      system.delete(old, true);
    }
  }

  private Path write(FlatTable table, Path folder) throws IOException {
    Storage storage = files.storage();
    Path file = new Path(folder, table.name() + "/part-0.parquet");
    storage.write(
        file,
        out -> {
          try (ParquetRows.Sink sink = ParquetRows.writer(out, table.schema())) {
            table.rows().forEach(sink::add);
          }
        });
    return file;
  }

  private static Path madeFrom(Path tables) {
    return new Path(tables, "_made_from");
  }

  /** All that the tables depend on: a row that was committed never changes. */
  private String origin() {
    MessageDigest digest = Sha256.digest();
    digest.update((FORM + "\n" + runs.size() + "\n").getBytes(StandardCharsets.UTF_8));
    for (String attempt : trials.attempts()) {
      digest.update((attempt + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.hex(digest);
  }
}
