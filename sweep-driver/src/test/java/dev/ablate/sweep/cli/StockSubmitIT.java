package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Spark that knows nothing of this project, in a folder with the job jar and a config, and no
 * option of a JVM.
 */
class StockSubmitIT {

  @TempDir static Path folder;

  private static Path elsewhere;
  private static SparkHome spark;
  private static Cluster cluster;
  private static Launcher.Result local;
  private static String scores;

  @BeforeAll
  static void runsInLocalMode() throws IOException {
    spark = SparkHome.make(folder);
    elsewhere = TravellingStudy.writeBelow(folder);
    local = submit("local[2]", List.of(), "job.jar", "study.conf");
    assertThat(local.exit()).as(local.text()).isZero();
    scores = TravellingStudy.scores(elsewhere.resolve("results"));
    cluster = Cluster.start(folder, "--workers", "2", "--cores", "2");
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void localModeLeavesTheTerminalToTheSweep() {
    assertThat(scores.lines().count()).isGreaterThan(8);
    assertThat(local.out()).startsWith("device").contains("2 to run", "tables    results/tables");
    assertThat(local.err()).doesNotContain(" INFO ", "Exception");
    assertThat(local.err().lines().count()).as(local.err()).isLessThanOrEqualTo(2);
  }

  @Test
  void aProblemIsOneSentenceAndTheExitCode() {
    Launcher.Result result = submit("local[2]", List.of(), "job.jar", "studies.conf");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("studies.conf: there is no such file; did you mean study.conf?");
  }

  @Test
  void clientModeMeasuresTheSame() {
    Launcher.Result result =
        submit(cluster.url(), List.of(), "job.jar", "study.conf", "--set", output("client"));

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(result.err()).doesNotContain(" INFO ", "Exception");
    assertThat(TravellingStudy.scores(elsewhere.resolve("client"))).isEqualTo(scores);
  }

  @Test
  void clusterModeMeasuresTheSame() throws IOException {
    Launcher.Result result =
        submit(
            cluster.url(),
            List.of(
                "--deploy-mode",
                "cluster",
                "--conf",
                "spark.standalone.submit.waitAppCompletion=true"),
            elsewhere.resolve("job.jar").toUri().toString(),
            elsewhere.resolve("study.conf").toString(),
            "--set",
            output("cluster"));

    assertThat(result.err()).as(drivers("std")).contains("is FINISHED");
    assertThat(TravellingStudy.scores(elsewhere.resolve("cluster"))).isEqualTo(scores);
  }

  @Test
  void theLauncherSendsTheStudyAndFollowsItToItsEnd() throws IOException {
    Launcher.Result result = launch("--set", output("sent"));

    assertThat(result.exit()).as(result.text() + drivers("std")).isZero();
    assertThat(TravellingStudy.scores(elsewhere.resolve("sent"))).isEqualTo(scores);
  }

  @Test
  void theLauncherFailsAsTheDriverFails() throws IOException {
    Launcher.Result result =
        launch("--set", output("failed"), "--set", "sweep.dataset.name=kmnist");

    assertThat(result.exit()).as(result.text()).isEqualTo(1);
    assertThat(result.err()).contains("the driver did not end well");
    assertThat(drivers("stderr")).contains("no data set kmnist; looked in ");
  }

  @Test
  void whatOnlyThisMachineHasIsNotSent() {
    Launcher.Result result = launch("--data", "images");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("sweep.output = \"results\" is relative, and in cluster mode the driver runs on")
        .contains("--data images is relative");
  }

  /** {@code run}, by the stock spark-submit. */
  private static Launcher.Result submit(
      String master, List<String> options, String jar, String... arguments) {
    List<String> words = new ArrayList<>(List.of("--master", master));
    words.addAll(options);
    words.addAll(List.of("--class", Main.class.getName(), jar, "run"));
    words.addAll(List.of(arguments));
    return spark.submit(elsewhere, words);
  }

  private static Launcher.Result launch(String... settings) {
    String[] arguments =
        Stream.concat(
                Stream.of("run", elsewhere.resolve("study.conf").toString()),
                Stream.concat(
                    Stream.of("--master", cluster.url(), "--deploy-mode", "cluster"),
                    Stream.of(settings)))
            .toArray(String[]::new);
    return Launcher.sweep(
        folder, Map.of("SPARK_HOME", spark.folder().toString(), "SWEEP_DATA", ""), arguments);
  }

  private static String output(String name) {
    return "sweep.output=\"" + elsewhere.resolve(name) + "\"";
  }

  /** What the cluster's drivers printed. */
  private static String drivers(String file) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cluster"))) {
      return files
          .filter(path -> path.getParent().getFileName().toString().startsWith("driver-"))
          .filter(path -> path.getFileName().toString().startsWith(file))
          .map(StockSubmitIT::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
