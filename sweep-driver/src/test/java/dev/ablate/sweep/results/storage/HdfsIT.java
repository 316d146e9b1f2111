package dev.ablate.sweep.results.storage;

import static dev.ablate.sweep.results.table.Rows.completed;
import static dev.ablate.sweep.results.table.Rows.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results on HDFS. */
class HdfsIT extends FileSystemContract {

  @TempDir static java.nio.file.Path blocks;

  private static MiniHdfs hdfs;

  @BeforeAll
  static void startHdfs() throws IOException {
    hdfs = MiniHdfs.start(blocks);
  }

  @AfterAll
  static void stopHdfs() {
    hdfs.close();
  }

  @Override
  ResultsLocation location(String name) {
    return ResultsLocation.of(hdfs.uri(name));
  }

  @Test
  void readersAlwaysFindAFileThatIsReplaced() throws Exception {
    Path file = inside("lock");
    Storage storage = files.storage();
    storage.write(file, out -> out.write('0'));
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<List<String>> texts =
          reader.submit(
              () -> {
                List<String> all = new ArrayList<>();
                while (!over.get()) {
                  all.add(storage.readText(file));
                }
                return all;
              });
      for (int i = 0; i < 10; i++) {
        int digit = '0' + i;
        storage.write(file, out -> out.write(digit));
        storage.overwrite(file, Integer.toString(i));
      }
      over.set(true);

      assertThat(texts.get()).isNotEmpty().allMatch(text -> text.matches("[0-9]"));
    } finally {
      over.set(true);
      reader.shutdownNow();
    }
  }

  @Test
  void fullQuotaIsWaitedFor() throws IOException {
    hdfs.files().setQuota(files.root(), Long.MAX_VALUE - 1, 1);
    List<String> notices = new ArrayList<>();

    new Commits(
            files.storage(),
            inside("trials"),
            time -> {
              // Beginning with the second wait there is room.
              if (notices.size() == 2) {
                hdfs.files().setQuota(files.root(), Long.MAX_VALUE - 1, 1L << 40);
              }
            })
        .commit(completed(id(1), 1, 0.5), notices::add);

    assertThat(notices).hasSize(2).allMatch(notice -> notice.contains("there is no room for it"));
    assertThat(all("trials")).containsExactly(id(1) + ".1.parquet");
    assertThat(folder.check()).isEmpty();
  }

  @Test
  void serversStackTraceIsNotShown() throws IOException {
    hdfs.files().setSafeMode(HdfsConstants.SafeModeAction.SAFEMODE_ENTER);
    try {
      assertThatThrownBy(() -> folder.commit(completed(id(1), 1, 0.5)))
          .isInstanceOf(ResultsException.class)
          .message()
          .contains(inside("trials", id(1) + ".1.parquet") + ": cannot be written: ")
          .contains("safe mode")
          .hasLineCount(1);
    } finally {
      hdfs.files().setSafeMode(HdfsConstants.SafeModeAction.SAFEMODE_LEAVE);
    }
  }
}
