package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.storage.MiniHdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Spark that knows nothing of this project, on YARN, with results on its HDFS. */
class YarnIT {

  @TempDir static Path folder;

  private static Path elsewhere;
  private static SparkHome spark;
  private static MiniHdfs hdfs;
  private static MiniYarn yarn;
  private static String scores;

  @BeforeAll
  static void runsInLocalMode() throws IOException {
    spark = SparkHome.make(folder, "spark-yarn", "hadoop-yarn-server-web-proxy");
    // As on a cluster of 17s: in its settings, not on anybody's command line.
    Path defaults = Files.createDirectories(spark.folder().resolve("conf"));
    Files.writeString(defaults.resolve("spark-defaults.conf"), defaults());
    elsewhere = TravellingStudy.writeBelow(folder);
    Launcher.Result local = submit(List.of("--master", "local[2]"), "study.conf");
    assertThat(local.exit()).as(local.text()).isZero();
    scores = TravellingStudy.scores(elsewhere.resolve("results"));
    hdfs = MiniHdfs.start(folder.resolve("blocks"));
    yarn = MiniYarn.start(hdfs, folder.resolve("hadoop"));
  }

  @AfterAll
  static void stop() {
    if (yarn != null) {
      yarn.close();
    }
    if (hdfs != null) {
      hdfs.close();
    }
  }

  @Test
  void clientModeMeasuresTheSame() throws IOException, YarnException {
    Launcher.Result result =
        submit(List.of("--master", "yarn"), "study.conf", "--set", output("client"));

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(result.out()).contains("2 to run");
    assertThat(result.err()).doesNotContain(" INFO ", "Exception");
    assertThat(yarn.last().getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.SUCCEEDED);
    assertThat(TravellingStudy.scores(hdfs.uri("client"))).isEqualTo(scores);
  }

  @Test
  void clusterModeMeasuresTheSame() throws IOException, YarnException {
    Launcher.Result result =
        submit(
            List.of(
                "--master",
                "yarn",
                "--deploy-mode",
                "cluster",
                "--files",
                "study.conf,network.conf"),
            "study.conf",
            "--set",
            output("cluster"));

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(yarn.last().getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.SUCCEEDED);
    assertThat(TravellingStudy.scores(hdfs.uri("cluster"))).isEqualTo(scores);
  }

  @Test
  void theLauncherAndYarnFailAsTheSweepFails() throws IOException, YarnException {
    Launcher.Result result =
        launch(
            "--conf",
            "spark.yarn.maxAppAttempts=1",
            "--set",
            output("failed"),
            "--set",
            "sweep.dataset.name=kmnist");

    ApplicationReport report = yarn.last();
    assertThat(result.exit()).as(result.text()).isEqualTo(1);
    assertThat(result.err()).contains("no data set kmnist; looked in ");
    assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.FAILED);
    assertThat(report.getDiagnostics()).contains("no data set kmnist; looked in ");
  }

  @Test
  void whatOnlyThisMachineHasIsNotSent() {
    Launcher.Result result = launch("--data", "images");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("sweep.output = \"results\" is relative", "--data images is relative");
  }

  private static Launcher.Result submit(List<String> options, String... arguments) {
    List<String> words = new ArrayList<>(options);
    words.addAll(List.of("--class", Main.class.getName(), "job.jar", "run"));
    words.addAll(List.of(arguments));
    return spark.submit(
        elsewhere, Map.of("HADOOP_CONF_DIR", folder.resolve("hadoop").toString()), words);
  }

  private static Launcher.Result launch(String... options) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("run", elsewhere.resolve("study.conf").toString()));
    words.addAll(List.of("--master", "yarn", "--deploy-mode", "cluster"));
    words.addAll(List.of(options));
    return Launcher.sweep(
        folder,
        Map.of(
            "SPARK_HOME",
            spark.folder().toString(),
            "HADOOP_CONF_DIR",
            yarn.settings().toString(),
            "SWEEP_DATA",
            ""),
        words.toArray(String[]::new));
  }

  private static String output(String name) {
    return "sweep.output=\"" + hdfs.uri(name) + "\"";
  }

  private static String defaults() {
    StringBuilder text = new StringBuilder();
    text.append("spark.yarn.jars local:").append(spark.folder()).append("/jars/*\n");
    for (String prefix : Set.of("spark.yarn.appMasterEnv.", "spark.executorEnv.")) {
      text.append(prefix).append("JAVA_HOME ").append(System.getProperty("java.home")).append('\n');
      text.append(prefix)
          .append(Launcher.JAVA_OPTIONS)
          .append(' ')
          .append(Launcher.QUICK_START)
          .append('\n');
      text.append(prefix).append("SPARK_LOCAL_IP 127.0.0.1\n");
    }
    return text.toString();
  }
}
