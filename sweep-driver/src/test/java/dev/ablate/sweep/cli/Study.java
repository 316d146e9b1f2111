package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.storage.StoredTrials;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.TrialRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A small real study of many seeds with the test engine, and what became of it. */
final class Study {

  /** Trials that do all that is asked in full, or a few in plain {@code mvn verify}. */
  static final boolean FULL = System.getProperty("ablate.faults", "").equals("full");

  private final Path config;
  private final Path results;

  private Study(Path config, Path results) {
    this.config = config;
    this.results = results;
  }

  /**
   * Writes its config.
   *
   * @param settings HOCON below {@code sweep}: epochs, seeds, limits
   */
  static Study write(Path folder, String name, String settings) {
    Path results = folder.resolve(name);
    Path config = folder.resolve(name + ".conf");
    try {
      Files.writeString(
          config,
          """
          sweep {
            name = faults
            output = "%s"
            engine = poison
            dataset { name = fashion-mnist, train-limit = 1000, test-limit = 200 }
            network { layers = [
              { name = conv, type = conv, filters = 8, kernel = 5 }
              { name = pool, type = pool, size = 2 }
              { name = dense, type = dense, units = 32 }
            ] }
            training { batch-size = 20, report-every = 10, optimizer { name = adam, learning-rate = 1e-3 } }
            snapshots { state = false }
            %s
          }
          """
              .formatted(results, settings));
    } catch (IOException e) {
      throw new IllegalStateException(config + " cannot be written", e);
    }
    return new Study(config, results);
  }

  /** Seeds from 1. */
  static String seeds(int count, long... more) {
    List<String> seeds = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      seeds.add(Integer.toString(seed));
    }
    for (long seed : more) {
      seeds.add(Long.toString(seed));
    }
    return "seeds = [" + String.join(", ", seeds) + "]";
  }

  Path results() {
    return results;
  }

  /** The arguments that run it. */
  List<String> run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", config.toString()));
    arguments.addAll(List.of("--jars", testEngine().toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Rows by seed; two of one seed are an error. */
  SortedMap<Long, TrialRow> rows() {
    return StoredTrials.of(results).stream()
        .collect(
            Collectors.toMap(
                TrialRow::seed,
                row -> row,
                (one, other) -> {
                  throw new AssertionError("two rows of seed " + one.seed());
                },
                TreeMap::new));
  }

  /** All that was measured but times, by seed. */
  SortedMap<Long, String> measurements() {
    SortedMap<Long, String> all = new TreeMap<>();
    rows().forEach((seed, row) -> all.put(seed, measurements(row)));
    return all;
  }

  private static String measurements(TrialRow row) {
    List<String> lines = new ArrayList<>();
    lines.add(row.status() + " " + row.epochCount().epochsTrained() + " " + row.imagesTrained());
    for (EpochRow epoch : row.epochs()) {
      lines.add(
          "epoch "
              + epoch.epoch()
              + " "
              + epoch.split()
              + " "
              + epoch.metric()
              + " "
              + epoch.value());
    }
    row.iterations()
        .forEach(
            at ->
                lines.add(
                    "iteration "
                        + at.iteration()
                        + " "
                        + at.split()
                        + " "
                        + at.metric()
                        + " "
                        + at.value()));
    return String.join("\n", lines);
  }

  /** Names of hidden files among the trials: commits that go on, or were cut. */
  List<String> unfinishedCommits() throws IOException {
    String[] names = results.resolve("trials").toFile().list();
    return names == null
        ? List.of()
        : java.util.Arrays.stream(names).filter(name -> name.startsWith(".")).toList();
  }

  private static Path testEngine() {
    Path folder = Launcher.HOME.resolve("worker/target");
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("ablate-worker-.*-tests\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(folder + " has no jar of tests"));
    } catch (IOException e) {
      throw new IllegalStateException(folder + " cannot be read", e);
    }
  }
}
