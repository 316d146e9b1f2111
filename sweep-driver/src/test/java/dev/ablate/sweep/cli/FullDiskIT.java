package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.storage.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results on a disk that gets full, or cannot be written at all. */
class FullDiskIT {

  private static final String SETTINGS = "training.epochs = 2, " + Study.seeds(4);

  @TempDir Path folder;

  @Test
  void commitsWaitForRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(SmallDisk.mount(disk, "size=2m"), "may not mount here");
    try {
      Study study = Study.write(disk, "results", SETTINGS);
      Path filler = disk.resolve("filler");
      try (SweepProcess sweep =
          SweepProcess.start(folder, Map.of(), study.run("--master", "local[2]"))) {
        sweep.await(1_000_000, () -> Files.exists(study.results().resolve("runs/1/run.parquet")));
        SmallDisk.fill(filler);
        sweep.await(
            1_000_000, () -> sweep.printed().contains("there is no room for it; make some"));
        assertThat(study.rows().size()).isLessThan(4);
        Files.delete(filler);
        Launcher.Result ended = sweep.await();

        assertThat(ended.exit()).as(ended.text()).isZero();
      }
      assertThat(study.measurements()).hasSize(4);
      assertThat(ResultsFolder.open(ResultsLocation.of(study.results().toString())).check())
          .isEmpty();
    } finally {
      SmallDisk.unmount(disk);
    }
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeAnythingStarts() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(SmallDisk.mount(disk, "ro,size=1m"), "may not mount here");
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
      assertThat(run.err())
          .contains(
              disk.resolve("results")
                  + ": cannot be made: its file system is read-only, or refuses this user");
      assertThat(run.err()).doesNotContain("\tat ");
      assertThat(study.results()).doesNotExist();
    } finally {
      SmallDisk.unmount(disk);
    }
  }
}
