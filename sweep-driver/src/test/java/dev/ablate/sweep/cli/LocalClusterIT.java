package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.flat.FlatTables;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart, shortened, on a real standalone cluster and in local mode. */
class LocalClusterIT {

  private static final String SCORES =
      "SELECT r.point, r.status, e.epoch, e.split, e.metric, e.value"
          + " FROM results r JOIN epochs e ON r.trial_id = e.trial_id"
          + " WHERE e.metric <> 'learning_rate' ORDER BY 1, 3, 4, 5";

  @TempDir static Path folder;

  private static Cluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start(folder, "--workers", "2", "--cores", "1");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void theClusterMeasuresTheSameAsTheLocalRun() {
    Path onCluster = folder.resolve("on-cluster");
    Path local = folder.resolve("local");

    assertThat(run(onCluster, cluster.url()).exit()).isZero();
    assertThat(run(local, "local[2]").exit()).isZero();

    String rows = Queries.csv(local, SCORES);
    assertThat(rows.lines().count()).isGreaterThan(16);
    assertThat(sql(onCluster)).isEqualTo(rows);
    assertThat(executors(onCluster)).isEqualTo("executors\n2\n");
    Launcher.Result wrong = Launcher.sweep(folder, "sql", local.toString(), "SELECT 1 FROM trails");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err())
        .endsWith(
            "SQL: no table \"trails\"; there are " + String.join(", ", FlatTables.names()) + "\n");
  }

  private static Launcher.Result run(Path output, String url) {
    Launcher.Result result =
        Launcher.sweep(
            folder,
            "run",
            "configs/quickstart.conf",
            "--set",
            "sweep.output=\"" + output + "\"",
            "--set",
            "sweep.dataset.train-limit=600",
            "--set",
            "sweep.dataset.test-limit=200",
            "--set",
            "sweep.training.epochs=1",
            "--master",
            url);
    assertThat(result.exit()).as(result.text()).isZero();
    return result;
  }

  /** Executors that trained: each has its own working folder and so its own slot numbering. */
  private static String executors(Path results) {
    return Queries.csv(results, "SELECT count(DISTINCT executor) AS executors FROM trials");
  }

  private static String sql(Path results) {
    Launcher.Result result =
        Launcher.sweep(
            folder, "sql", results.toString(), SCORES, "--format", "csv", "--master", "local[1]");
    assertThat(result.exit()).as(result.text()).isZero();
    return result.out();
  }
}
