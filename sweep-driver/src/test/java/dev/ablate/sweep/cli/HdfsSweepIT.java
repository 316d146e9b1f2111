package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.FolderLock;
import dev.ablate.sweep.results.MiniHdfs;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.ResultsLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose results are on HDFS, which it knows from Hadoop's own files of settings. */
class HdfsSweepIT {

  private static final int TRIALS = 8;

  /** The name that the settings give to the name node. */
  private static final String RESULTS = "hdfs://night/users/ann/study";

  @TempDir Path folder;

  private MiniHdfs hdfs;
  private ResultsLocation location;
  private Map<String, String> environment;

  @BeforeEach
  void startHdfs() throws IOException {
    hdfs = MiniHdfs.start(folder.resolve("blocks"));
    location = ResultsLocation.of(hdfs.uri("users/ann/study"));
    Path settings = Files.createDirectory(folder.resolve("hadoop"));
    Files.writeString(
        settings.resolve("hdfs-site.xml"),
        """
        <configuration>
          <property><name>dfs.nameservices</name><value>night</value></property>
          <property><name>dfs.ha.namenodes.night</name><value>one</value></property>
          <property><name>dfs.namenode.rpc-address.night.one</name><value>%s</value></property>
          <property>
            <name>dfs.client.failover.proxy.provider.night</name>
            <value>org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider</value>
          </property>
        </configuration>
        """
            .formatted(hdfs.nameNode()));
    environment = Map.of("HADOOP_CONF_DIR", settings.toString(), "SWEEP_RESTART", "no");
  }

  @AfterEach
  void stopHdfs() {
    hdfs.close();
  }

  @Test
  void whatAKilledDriverLeftIsFinishedAndRead() throws Exception {
    try (SweepProcess killed = SweepProcess.start(folder, environment, run())) {
      while (committed() == 0) {
        assertThat(killed.isAlive()).as(killed.printed()).isTrue();
        LockSupport.parkNanos(10_000_000);
      }
      assertThat(killed.killDriver()).isTrue();
      assertThat(killed.await().exit()).isEqualTo(137);
    }
    int before = committed();
    assertThat(before).isBetween(1, TRIALS - 1);
    assertThat(ResultsFolder.open(location).check()).isEmpty();

    Launcher.Result second = sweep(run());
    assertThat(second.out()).contains(": taking over from process ");
    assertThat(second.out()).contains((TRIALS - before) + " to run");
    assertThat(committed()).isEqualTo(TRIALS);

    assertThat(sweep(run()).out()).contains(TRIALS + " done, 0 to run");
    assertThat(sweep(List.of("status", RESULTS)).out())
        .contains("ended     " + TRIALS + " completed");
    assertThat(
            sweep(
                    List.of(
                        "sql",
                        RESULTS,
                        "SELECT count(*), max(run) FROM results",
                        "--format",
                        "csv"))
                .out())
        .endsWith("\n" + TRIALS + ",3\n");
    assertCommandsWork(hdfs.uri("users/ann/study"));
    assertThat(hidden("")).isEmpty();
  }

  private void assertCommandsWork(String results) throws IOException {
    CommandLineRun compact = CommandLineRun.of("compact", results, "--grace", "PT0S");
    assertThat(compact.exit()).as(compact.err()).isZero();
    assertThat(hdfs.files().listStatus(inside("trials"))).hasSize(1);
    CommandLineRun check = CommandLineRun.of("check", results);
    assertThat(check.out()).isEqualTo(results + ": all is well\n");
    try (FolderLock lock = ResultsFolder.open(location).lock(notice -> {})) {
      CommandLineRun refused = CommandLineRun.of("compact", results);

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).startsWith(results + ": is in use by process ");
      lock.verify();
    }
  }

  private Launcher.Result sweep(List<String> arguments) {
    Launcher.Result result = Launcher.sweep(folder, environment, arguments.toArray(String[]::new));
    assertThat(result.exit()).as(result.text()).isZero();
    return result;
  }

  private static List<String> run() {
    List<String> arguments = new ArrayList<>(List.of("run", "configs/quickstart.conf"));
    for (String setting :
        List.of(
            "output=\"" + RESULTS + "\"",
            "dataset.train-limit=600",
            "dataset.test-limit=100",
            "axes=[]",
            Study.seeds(TRIALS))) {
      arguments.addAll(List.of("--set", "sweep." + setting));
    }
    arguments.addAll(List.of("--master", "local[2]"));
    return arguments;
  }

  private int committed() {
    return ResultsFolder.exists(location) ? ResultsFolder.open(location).finished().size() : 0;
  }

  private List<String> hidden(String part) throws IOException {
    List<String> names = new ArrayList<>();
    for (var file : hdfs.files().listStatus(inside(part))) {
      if (file.getPath().getName().startsWith(".")) {
        names.add(file.getPath().getName());
      }
    }
    return names;
  }

  private org.apache.hadoop.fs.Path inside(String part) {
    return new org.apache.hadoop.fs.Path(location.uri() + "/" + part);
  }
}
