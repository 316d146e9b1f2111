package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that is asked for more epochs later. */
class ContinuedTrialIT {
  private static final String ROWS =
      "SELECT axis_epochs, at_epoch, test_loss, best_validation_accuracy FROM results ORDER BY 1";

  @TempDir Path folder;

  @Test
  void moreEpochsGoOnFromTheStateThatIsKept() {
    Path grown = folder.resolve("grown");
    Path atOnce = folder.resolve("at-once");
    sweep("run", grown, "[1, 2]");

    String plan = sweep("plan", grown, "[1, 2, 3]").out();
    Launcher.Result second = sweep("run", grown, "[1, 2, 3]");
    sweep("run", atOnce, "[1, 2, 3]");

    assertThat(plan).contains("3 points, 2 sharing a prefix, 1 trials, 1 to run");
    assertThat(plan).contains("1 trials go on from epochs trained before");
    assertThat(second.out()).contains("1 trials go on from epochs trained before");
    assertThat(Queries.csv(grown, ROWS)).isEqualTo(Queries.csv(atOnce, ROWS)).hasLineCount(4);
    assertThat(Queries.csv(grown, "SELECT attempt, epochs_trained, images_trained FROM trials"))
        .isEqualTo("attempt,epochs_trained,images_trained\n2,3,810\n");
  }

  private Launcher.Result sweep(String command, Path output, String epochs) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "configs/quickstart.conf",
                "--set",
                "sweep.output=\"" + output + "\"",
                "--set",
                "sweep.dataset.train-limit=300",
                "--set",
                "sweep.dataset.test-limit=100",
                "--set",
                "sweep.axes=[{ name = epochs, path = training.epochs, values = " + epochs + " }]"));
    if (command.equals("run")) {
      arguments.addAll(List.of("--master", "local[1]"));
    }
    return checked(Launcher.sweep(folder, arguments.toArray(String[]::new)));
  }

  private static Launcher.Result checked(Launcher.Result result) {
    assertThat(result.exit()).as(result.text()).isZero();
    return result;
  }
}
