package dev.ablate.sweep.results.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.results.table.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitsTest {

  @TempDir Path temporary;

  private final List<String> notices = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();

  @Test
  void fullDiskIsWaitedFor() throws IOException {
    commit(new FailingFiles("No space left on device", 7));

    assertThat(waits)
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(notices)
        .hasSize(7)
        .first()
        .isEqualTo(
            temporary.resolve(Rows.id(1) + ".1.parquet")
                + ": there is no room for it; make some, it is tried again in 1 s");
    assertThat(temporary.resolve(Rows.id(1) + ".1.parquet")).exists();
    assertThat(temporary.toFile().list()).hasSize(1);
  }

  @Test
  void otherFailuresAreTold() {
    assertThatThrownBy(() -> commit(new FailingFiles("Input/output error", 1)))
        .hasMessage(
            temporary.resolve(Rows.id(1) + ".1.parquet")
                + ": cannot be written: Input/output error");
    assertThat(temporary).isEmptyDirectory();
  }

  private void commit(FailingFiles files) throws IOException {
    files.initialize(files.getUri(), new Configuration());
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path("file://" + temporary);
    new Commits(Storage.of(files), folder, waits::add)
        .commit(Rows.completed(Rows.id(1), 1, 0.5), notices::add);
  }

  /** Files whose first writes fail half-way. */
  private static final class FailingFiles extends LocalFiles {
    private final String error;
    private int failures;

    FailingFiles(String error, int failures) {
      this.error = error;
      this.failures = failures;
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path file,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      FSDataOutputStream out =
          super.create(file, overwrite, bufferSize, replication, blockSize, progress);
      if (failures-- <= 0) {
        return out;
      }
      return new FSDataOutputStream(out, null) {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
          super.write(bytes, offset, Math.min(length, 10));
          throw new IOException(error);
        }
      };
    }
  }
}
