package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The best trial's configuration, trained by two workers in one process and on a cluster. */
class RefitIT {

  private static final String STUDY =
      """
      sweep {
        name = refit
        output = "%s"
        dataset { name = fashion-mnist, train-limit = 2000, test-limit = 300 }
        network { layers = [
          { name = conv, type = conv, filters = 8, kernel = 5 }
          { name = pool, type = pool, size = 2 }
          { name = dense, type = dense, units = 32 }
        ] }
        training { epochs = 1, batch-size = 20, optimizer { name = adam, learning-rate = 1e-3 } }
      }
      """;

  private static final long LOOK_EVERY_NANOS = 10_000_000;

  @TempDir static Path folder;

  private static Path results;
  private static Launcher.Result local;
  private static byte[] trained;

  @BeforeAll
  static void trainsInOneProcess() throws IOException {
    results = folder.resolve("results");
    Path study = Files.writeString(folder.resolve("study.conf"), STUDY.formatted(results));
    Launcher.Result run = Launcher.sweep(folder, "run", study.toString());
    assertThat(run.exit()).as(run.text()).isZero();
    local = Launcher.sweep(folder, refit("local[2]").toArray(String[]::new));
    assertThat(local.exit()).as(local.text()).isZero();
    trained = Files.readAllBytes(model("model.safetensors"));
  }

  @Test
  void theNetworkIsKeptAndItsRowSaysHowItWasMade() throws IOException {
    assertThat(new String(trained, 0, 1000, StandardCharsets.ISO_8859_1))
        .contains("\"refit_id\":", "\"trained_on\":\"train+validation\"", "\"workers\":\"2\"");
    assertThat(Files.size(model("model.zip"))).isPositive();
    assertThat(
            Queries.csv(
                results,
                "SELECT r.workers, r.average_every, r.epochs, r.trained_on, r.validation_loss,"
                    + " r.test_accuracy > t.test_accuracy AS better"
                    + " FROM refits r JOIN trials t ON r.trial_id = t.trial_id"))
        .isEqualTo(
            """
            workers,average_every,epochs,trained_on,validation_loss,better
            2,3,8,train+validation,,true
            """);
  }

  @Test
  void aKilledExecutorChangesNothing() throws Exception {
    Files.delete(model("model.safetensors"));
    try (Cluster cluster = Cluster.start(folder, "--workers", "2", "--cores", "1");
        SweepProcess refit = SweepProcess.start(folder, Map.of(), refit(cluster.url()))) {
      refit.await(
          LOOK_EVERY_NANOS, () -> Files.exists(model("model.zip").resolveSibling("progress")));
      assertThat(cluster.executors().get(0).destroyForcibly()).isTrue();

      Launcher.Result ended = refit.await();
      assertThat(ended.exit()).as(ended.text()).isZero();
    }
    assertThat(Files.readAllBytes(model("model.safetensors"))).isEqualTo(trained);
    assertThat(model("model.zip").resolveSibling("progress")).doesNotExist();
  }

  @Test
  void whatCannotBeRefitIsSaid() {
    Launcher.Result parts =
        Launcher.sweep(folder, "refit", results.toString(), "--workers", "2", "--on", "test");
    Launcher.Result workers =
        Launcher.sweep(
            folder, "refit", results.toString(), "--workers", "3", "--master", "local[2]");

    assertThat(parts.exit()).isEqualTo(1);
    assertThat(parts.err()).contains("--on must be train or train+validation, but was test");
    assertThat(workers.exit()).isEqualTo(1);
    assertThat(workers.err())
        .contains("3 workers train together, but there are cores for 2: take fewer with --workers");
  }

  private static List<String> refit(String master) {
    List<String> words = new ArrayList<>(List.of("refit", results.toString(), "--workers", "2"));
    words.addAll(List.of("--epochs", "8", "--average-every", "3", "--on", "train+validation"));
    words.addAll(List.of("--master", master));
    return words;
  }

  private static Path model(String name) throws IOException {
    try (Stream<Path> refits = Files.list(results.resolve("refits"))) {
      return refits.filter(Files::isDirectory).findFirst().orElseThrow().resolve(name);
    }
  }
}
