package dev.ablate.sweep.results.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskCompactionTest {

  private static final int TRIALS = 8;

  @TempDir Path folder;

  @Test
  void compactionWithoutRoomChangesNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(SmallDisk.mount(disk, "size=2m"), "may not mount here");
    try {
      ResultsFolder results =
          ResultsFolder.create(ResultsLocation.of(disk.resolve("results").toString()), "s");
      for (int trial = 1; trial <= TRIALS; trial++) {
        results.commit(Rows.completed(Rows.id(trial), 1, 0.5));
      }
      Path filler = disk.resolve("filler");
      SmallDisk.fill(filler);

      assertThatThrownBy(() -> results.compact(Duration.ZERO))
          .isInstanceOf(ResultsException.class)
          .hasMessage(disk.resolve("results") + ": cannot be compacted: No space left on device");
      assertThat(results.finished()).hasSize(TRIALS);
      assertThat(results.check()).isEmpty();

      Files.delete(filler);
      assertThat(results.compact(Duration.ZERO).merged()).isEqualTo(TRIALS);
      assertThat(results.finished()).hasSize(TRIALS);
      assertThat(results.check()).isEmpty();
    } finally {
      SmallDisk.unmount(disk);
    }
  }
}
