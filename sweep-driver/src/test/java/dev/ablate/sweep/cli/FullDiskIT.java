package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.sweep.results.ResultsException;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.ResultsLocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results on a disk that gets full, or cannot be written at all. */
class FullDiskIT {

  private static final String SETTINGS = "training.epochs = 2, " + Study.seeds(4);

  @TempDir Path folder;

  @Test
  void commitsWaitForRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(mount(disk, "-t", "tmpfs", "-o", "size=2m", "tmpfs"), "may not mount here");
    try {
      Study study = Study.write(disk, "results", SETTINGS);
      Path filler = disk.resolve("filler");
      try (SweepProcess sweep =
          SweepProcess.start(folder, Map.of(), study.run("--master", "local[2]"))) {
        await(sweep, () -> Files.exists(study.results().resolve("runs/1/run.parquet")));
        fill(filler);
        await(sweep, () -> sweep.printed().contains("there is no room for it; make some"));
        assertThat(study.rows().size()).isLessThan(4);
        Files.delete(filler);
        Launcher.Result ended = sweep.await();

        assertThat(ended.exit()).as(ended.text()).isZero();
      }
      SortedMap<Long, String> measured = study.measurements();
      assertThat(measured).hasSize(4);

      ResultsFolder results = ResultsFolder.open(ResultsLocation.of(study.results().toString()));
      // All of them are in one file already; one more makes something to merge.
      try (SweepProcess more =
          SweepProcess.start(
              folder,
              Map.of(),
              study.run(
                  "--master",
                  "local[2]",
                  "--set",
                  "sweep.training.epochs=1",
                  "--set",
                  "sweep.seeds=[5]"))) {
        assertThat(more.await().exit()).isZero();
      }
      fill(filler);
      assertThatThrownBy(() -> results.compact(Duration.ZERO))
          .isInstanceOf(ResultsException.class)
          .hasMessageContaining("No space left on device");
      assertThat(study.measurements()).containsAllEntriesOf(measured).hasSize(5);
      Files.delete(filler);
      results.compact(Duration.ZERO);
      assertThat(study.measurements()).containsAllEntriesOf(measured).hasSize(5);
      assertThat(results.check()).isEmpty();
    } finally {
      unmount(disk);
    }
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeAnythingStarts() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(mount(disk, "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs"), "may not mount here");
    try {
      Study study = Study.write(folder, "study", SETTINGS);
      CommandLineRun run =
          CommandLineRun.of(
              "run",
              folder.resolve("study.conf").toString(),
              "--set",
              "sweep.engine=dl4j",
              "--set",
              "sweep.output=\"" + disk.resolve("results") + "\"");

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).contains(disk.resolve("results") + ": cannot be made");
      assertThat(run.err()).doesNotContain("\tat ");
      assertThat(study.results()).doesNotExist();
    } finally {
      unmount(disk);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(SweepProcess sweep, Condition condition)
      throws IOException, InterruptedException {
    while (!condition.holds()) {
      if (!sweep.isAlive()) {
        throw new AssertionError("it ended by itself:\n" + sweep.await().text());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void fill(Path filler) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }

  private static boolean mount(Path disk, String... options)
      throws IOException, InterruptedException {
    return run("mount", disk, options);
  }

  private static void unmount(Path disk) throws IOException, InterruptedException {
    assertThat(run("umount", disk)).isTrue();
  }

  private static boolean run(String program, Path disk, String... options)
      throws IOException, InterruptedException {
    java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(program));
    command.addAll(java.util.List.of(options));
    command.add(disk.toString());
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
