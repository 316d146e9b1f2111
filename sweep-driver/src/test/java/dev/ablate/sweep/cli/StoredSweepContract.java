package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.FolderLock;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep whose results are on a file system that it knows from Hadoop's own files of settings. A
 * subclass says which.
 */
abstract class StoredSweepContract {

  private static final int TRIALS = 8;

  @TempDir Path folder;

  /** The folder of results as the sweep knows it. */
  abstract String results();

  /** What the sweep finds in Hadoop's files of settings. */
  abstract Map<String, String> settings();

  @Test
  final void whatAKilledDriverLeftIsFinished() throws Exception {
    Path settings = writeSettings();
    Map<String, String> environment =
        Map.of("HADOOP_CONF_DIR", settings.toString(), "SWEEP_RESTART", "no");
    try (SweepProcess killed = SweepProcess.start(folder, environment, sweep("run", "local[2]"))) {
      while (committed() == 0) {
        assertThat(killed.isAlive()).as(killed.printed()).isTrue();
        LockSupport.parkNanos(10_000_000);
      }
      assertThat(killed.killDriver()).isTrue();
      assertThat(killed.await().exit()).isEqualTo(137);
    }
    int before = committed();
    assertThat(before).isBetween(1, TRIALS - 1);
    assertThat(ResultsFolder.open(location()).check()).isEmpty();

    assertThat(launch(environment, sweep("run", "local[2]")))
        .contains(": taking over from process ")
        .contains(before + " done, " + (TRIALS - before) + " to run");
    assertThat(committed()).isEqualTo(TRIALS);
    assertThat(launch(environment, List.of("status", results())))
        .contains("ended     " + TRIALS + " completed");

    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader withSettings =
        new URLClassLoader(new URL[] {settings.toUri().toURL()}, loader)) {
      Thread.currentThread().setContextClassLoader(withSettings);
      assertWithoutSpark();
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  private void assertWithoutSpark() {
    assertThat(command(sweep("plan", null).toArray(String[]::new)))
        .contains(TRIALS + " done, 0 to run");
    String files = Integer.toString(TRIALS);
    assertThat(command("compact", results(), "--grace", "PT0S"))
        .contains("deleted   " + files + " files that merged ones cover");
    assertThat(command("check", results())).isEqualTo(results() + ": all is well\n");
    try (FolderLock lock = ResultsFolder.open(location()).lock(notice -> {})) {
      CommandLineRun refused = CommandLineRun.of("compact", results());

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).startsWith(results() + ": is in use by process ");
      lock.verify();
    }
  }

  private Path writeSettings() throws IOException {
    Path path = Files.createDirectory(folder.resolve("settings"));
    Files.writeString(
        path.resolve("core-site.xml"),
        settings().entrySet().stream()
            .map(
                setting ->
                    "<property><name>%s</name><value>%s</value></property>\n"
                        .formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining("", "<configuration>\n", "</configuration>\n")));
    return path;
  }

  private ResultsLocation location() {
    return new ResultsLocation(results(), settings());
  }

  private int committed() {
    return ResultsFolder.exists(location()) ? ResultsFolder.open(location()).finished().size() : 0;
  }

  private String launch(Map<String, String> environment, List<String> arguments) {
    Launcher.Result result = Launcher.sweep(folder, environment, arguments.toArray(String[]::new));
    assertThat(result.exit()).as(result.text()).isZero();
    return result.out().replace("\r", "");
  }

  private static String command(String... arguments) {
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    return run.out();
  }

  private List<String> sweep(String command, String master) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, Launcher.HOME.resolve("configs/quickstart.conf").toString()));
    for (String setting :
        List.of(
            "output=\"" + results() + "\"",
            "dataset.train-limit=300",
            "dataset.test-limit=100",
            "training.epochs=1",
            "axes=[]",
            Study.seeds(TRIALS))) {
      arguments.addAll(List.of("--set", "sweep." + setting));
    }
    if (master != null) {
      arguments.addAll(List.of("--master", master));
    }
    return arguments;
  }
}
