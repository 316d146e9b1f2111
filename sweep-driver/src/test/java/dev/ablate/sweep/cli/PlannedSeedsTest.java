package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.DesignRow;
import dev.ablate.sweep.results.table.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan} says of the seeds, and where it has the noise from. */
class PlannedSeedsTest {

  /** Accuracies of two cells and three seeds: deviations of 1 and 2 points, pooled 1.58. */
  private static final double[][] ACCURACIES = {{0.79, 0.80, 0.81}, {0.82, 0.88, 0.85}};

  @TempDir Path folder;

  private Path config;

  @BeforeEach
  void writeConfig() throws Exception {
    config = folder.resolve("study.conf");
    Files.writeString(
        config,
        """
        sweep {
          name = study
          output = "%s"
          dataset { name = fashion-mnist, train-limit = 100, test-limit = 50 }
          network { layers = [ { name = dense, type = dense, units = 16 } ] }
          training { epochs = 1, batch-size = 10, optimizer { name = adam, learning-rate = 1e-3 } }
          axes = [
            { name = units, path = "network.layers.dense.units", values = [16, 32, 64] }
            { name = rate, path = "training.optimizer.learning-rate", values = [1e-3, 1e-2] }
          ]
          seeds = [1, 2, 3]
        }
        """
            .formatted(folder.resolve("new")));
  }

  @Test
  void saysWhichDifferencesTheSeedsSeeAndHowManyOneNeeds() {
    assertThat(seeds("--noise", "0.35"))
        .isEqualTo(
            "seeds     3: sees differences from 0.93 points on units, 0.56 on rate"
                + " (noise 0.35, as given); 0.5 points need 7");
    assertThat(seeds("--noise", "0.35", "--difference", "1", "--set", "sweep.seeds=[1]"))
        .isEqualTo(
            "seeds     1: sees no difference, because one seed says nothing of noise"
                + " (noise 0.35, as given); 1 point needs 3");
  }

  @Test
  void saysThatNoNoiseIsKnown() {
    assertThat(seeds())
        .isEqualTo(
            "seeds     3: what they can show depends on the noise, of which no earlier results of"
                + " this data set and network say anything; --noise 0.4 assumes 0.4 points");
  }

  @Test
  void learnsTheNoiseFromResultsOfTheSameDataAndNetwork() throws Exception {
    store("other", ConfigLoader.resolved(config, List.of("sweep.dataset.train-limit=50")));
    assertThat(seeds()).contains("no earlier results");
    store("earlier", ConfigLoader.resolved(config, List.of("sweep.training.epochs=2")));
    assertThat(seeds()).contains("from 2 cells of " + folder.resolve("earlier") + "); 0.5 points");
  }

  @Test
  void takesTheNoiseFromResultsThatAreNamed() throws Exception {
    Path other = store("other", "sweep { }");
    assertThat(seeds("--noise", other.toString())).contains("from 2 cells of " + other + ")");
  }

  @Test
  void namesWhatIsWrong() {
    assertThat(plan("--noise", "much").err())
        .isEqualTo(
            "--noise must be points of accuracy, as 0.4, or a results folder, but was much\n");
    assertThat(plan("--noise", "-1").err())
        .isEqualTo("--noise must be between 0 and 100 points, but was -1\n");
    assertThat(plan("--difference", "0").err())
        .isEqualTo("--difference must be above 0 and at most 100 points, but was 0.0\n");
  }

  private Path store(String name, String resolved) {
    Path stored = folder.resolve(name);
    ResultsFolder results = ResultsFolder.create(ResultsLocation.of(stored.toString()), name);
    List<DesignRow> points = new ArrayList<>();
    for (int cell = 0; cell < ACCURACIES.length; cell++) {
      for (int seed = 0; seed < ACCURACIES[cell].length; seed++) {
        int point = points.size();
        results.commit(Rows.completed(Rows.id(point), 1, ACCURACIES[cell][seed]));
        points.add(
            new DesignRow(
                point, cell, seed, Rows.id(point).value(), 1, "valid", null, List.of((long) cell)));
      }
    }
    results.startRun(
        Rows.run(name, resolved), List.of(new AxisColumn("a", AxisColumn.Type.LONG)), points);
    return stored;
  }

  private String seeds(String... more) {
    CommandLineRun run = plan(more);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().lines().filter(line -> line.startsWith("seeds ")).findFirst().orElseThrow();
  }

  private CommandLineRun plan(String... more) {
    List<String> arguments = new ArrayList<>(List.of("plan", config.toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }
}
