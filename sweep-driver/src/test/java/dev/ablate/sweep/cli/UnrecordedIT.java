package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wishes beside the scores, of trials that are done. */
class UnrecordedIT {
  private static final String LAYERS = "sweep.training.layer-stats.at-epochs=[1]";
  private static final String WEIGHTS = "sweep.snapshots.keep=last";
  private static final String REPORTS = "sweep.training.report-every=5";

  @TempDir Path folder;

  @Test
  void areCountedAndGrantedWhereThatIsAsked() {
    sweep("run", "sweep.training.report-every=0");

    String plan = sweep("plan", LAYERS, WEIGHTS, REPORTS).out();
    String run = sweep("run", LAYERS, WEIGHTS, REPORTS).out();
    String planned = sweep("plan", LAYERS, WEIGHTS, REPORTS, "--retry", "unrecorded").out();

    assertThat(List.of(plan, run))
        .allSatisfy(
            text ->
                assertThat(text)
                    .contains("1 done, 0 to run")
                    .contains(
                        "1 trial that is done lacks what is asked now (snapshots,"
                            + " training.layer-stats, training.report-every); --retry unrecorded"
                            + " trains it again"));
    assertThat(planned).contains("1 to run").doesNotContain("lacks");

    sweep("run", LAYERS, WEIGHTS, REPORTS, "--retry", "unrecorded");

    assertThat(sweep("plan", LAYERS, WEIGHTS, REPORTS).out())
        .contains("1 done, 0 to run")
        .doesNotContain("lacks");
    assertThat(Queries.csv(results(), "SELECT count(*) > 0 FROM layer_stats")).contains("true");
    assertThat(Queries.csv(results(), "SELECT attempt, epochs_trained FROM trials"))
        .isEqualTo("attempt,epochs_trained\n2,1\n");
    assertThat(results().resolve("models")).isDirectoryRecursivelyContaining("glob:**last.weights");
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Launcher.Result sweep(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "configs/quickstart.conf"));
    List<String> settings =
        new ArrayList<>(
            List.of(
                "sweep.output=\"" + results() + "\"",
                "sweep.dataset.train-limit=300",
                "sweep.dataset.test-limit=100",
                "sweep.training.epochs=1",
                "sweep.axes=[]"));
    for (String argument : more) {
      if (argument.startsWith("sweep.")) {
        settings.add(argument);
      } else {
        arguments.add(argument);
      }
    }
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    if (command.equals("run")) {
      arguments.addAll(List.of("--master", "local[1]"));
    }
    Launcher.Result result = Launcher.sweep(folder, arguments.toArray(String[]::new));
    assertThat(result.exit()).as(result.text()).isZero();
    return result;
  }
}
