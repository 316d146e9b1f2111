package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that end because others do better, and are trained to their end when asked. */
class EarlyStoppingIT {

  private static final String OUTCOMES =
      "SELECT r.axis_learning_rate AS rate, r.status, t.stopped_by, r.epoch"
          + " FROM results r JOIN trials t USING (trial_id) ORDER BY 1";

  @TempDir Path folder;

  @Test
  void stoppedTrialsAreDoneWithTheRuleAndGoOnWithout() throws IOException {
    Path results = folder.resolve("results");
    Path config = folder.resolve("study.conf");
    // Rates at which nothing is learned, between one that learns and one that is protected.
    Files.writeString(
        config,
        """
        sweep {
          name = early-stopping
          output = "%s"
          dataset { name = fashion-mnist, train-limit = 600, test-limit = 100, validation = 0.3 }
          network { layers = [ { name = dense1, type = dense, units = 16 } ] }
          training { epochs = 3, batch-size = 20, optimizer { name = adam, learning-rate = 1e-2 } }
          axes = [
            { name = learning-rate, path = "training.optimizer.learning-rate", values = [1e-2, 3e-9, 2e-9, 1e-9] }
          ]
          stopping { type = asha, protect = "learning-rate == 1e-9" }
        }
        """
            .formatted(results));

    Launcher.Result first = run(config);
    assertThat(first.out()).contains("4 points, 4 trials, 4 to run");
    assertThat(outcomes(results))
        .isEqualTo(
            """
            rate,status,stopped_by,epoch
            1.0E-9,completed,,3
            2.0E-9,stopped,rule,1
            3.0E-9,stopped,rule,1
            0.01,completed,,3
            """);
    assertThat(run(config).out()).contains("4 points, 4 trials, 4 done, 0 to run");

    assertThat(run(config, "--set", "sweep.stopping=none").out())
        .contains("4 points, 4 trials, 2 done, 2 to run");
    assertThat(outcomes(results))
        .isEqualTo(
            """
            rate,status,stopped_by,epoch
            1.0E-9,completed,,3
            2.0E-9,completed,,3
            3.0E-9,completed,,3
            0.01,completed,,3
            """);
  }

  private Launcher.Result run(Path config, String... more) {
    String[] command = new String[more.length + 4];
    command[0] = "run";
    command[1] = config.toString();
    command[2] = "--master";
    // One at a time, in the order of the design: what a rule decides depends on it.
    command[3] = "local[1]";
    System.arraycopy(more, 0, command, 4, more.length);
    Launcher.Result result = Launcher.sweep(folder, command);
    assertThat(result.exit()).as(result.text()).isZero();
    return result;
  }

  private static String outcomes(Path results) {
    return Queries.csv(results, OUTCOMES);
  }
}
