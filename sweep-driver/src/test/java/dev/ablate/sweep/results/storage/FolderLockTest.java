package dev.ablate.sweep.results.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  private static final LockOwner SELF = LockOwner.self();
  private static final String OTHER_ID = "00000000-0000-0000-0000-000000000000";

  @TempDir Path temporary;

  private final List<String> notices = new ArrayList<>();
  private Duration waited = Duration.ZERO;
  private org.apache.hadoop.fs.Path folder;
  private Storage storage;

  @BeforeEach
  void openStorage() throws IOException {
    folder = new org.apache.hadoop.fs.Path("file://" + temporary);
    storage = Storage.of(folder, new Configuration());
  }

  @Test
  void lockIsGoneAfterwards() throws IOException {
    try (FolderLock lock = take(this::pass)) {
      assertThat(lock).isNotNull();
      assertThat(temporary.resolve("lock")).content().isEqualTo(SELF.text());
    }

    assertThat(temporary).isEmptyDirectory();
    assertThat(notices).isEmpty();
  }

  @Test
  void livingOwnerOnThisHostKeepsIt() throws IOException {
    try (FolderLock lock = take(this::pass)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> take(this::pass))
          .isInstanceOf(ResultsException.class)
          .hasMessage(
              temporary
                  + ": is in use by process "
                  + SELF.pid()
                  + " on "
                  + SELF.host()
                  + "; wait for its end or choose another sweep.output");
    }
    assertThat(waited).isZero();
  }

  @Test
  void deadOwnerOnThisHostIsReplacedAtOnce() throws IOException {
    // The pid lives, but belongs to a process that started at another time.
    write(
        new LockOwner(OTHER_ID, SELF.host(), SELF.processes(), SELF.pid(), SELF.started() - 1, 3));

    try (FolderLock lock = take(this::pass)) {
      assertThat(lock).isNotNull();
    }

    assertThat(waited).isZero();
    assertThat(notices)
        .containsExactly(
            temporary
                + ": taking over from process "
                + SELF.pid()
                + " on "
                + SELF.host()
                + ", which is dead");
  }

  @Test
  void silentOwnerElsewhereIsReplacedAfterAWhile() throws IOException {
    write(new LockOwner(OTHER_ID, "elsewhere", "boot pid:[1]", 7, 1, 3));

    try (FolderLock lock = take(this::pass)) {
      assertThat(lock).isNotNull();
    }

    assertThat(waited).isEqualTo(Duration.ofSeconds(30));
    assertThat(notices)
        .containsExactly(
            temporary + ": is in use by process 7 on elsewhere; waiting 30 s for a sign of life",
            temporary + ": taking over from process 7 on elsewhere, which is dead");
  }

  /** Two containers of one name: there is no such process here, which says nothing. */
  @Test
  void ownerAmongOtherProcessesThatLivesKeepsIt() throws IOException {
    LockOwner other = new LockOwner(OTHER_ID, SELF.host(), "boot pid:[1]", SELF.pid(), 1, 3);
    write(other);

    assertThatThrownBy(
            () ->
                take(
                    time -> {
                      pass(time);
                      write(other.next());
                    }))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("is in use by process");
    assertThat(temporary.resolve("lock")).content().isEqualTo(other.next().text());
  }

  @Test
  void lockOfAnEarlierVersionIsADeadOwnersAfterAWhile() throws IOException {
    Files.writeString(
        temporary.resolve("lock"), OTHER_ID + "\n" + SELF.host() + "\n" + SELF.pid() + "\n1\n3\n");

    try (FolderLock lock = take(this::pass)) {
      assertThat(lock).isNotNull();
    }

    assertThat(waited).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void processesAreThoseOfABootAndANamespace() throws IOException {
    Path boot = Files.writeString(temporary.resolve("boot_id"), "1b4e28ba-2fa1\n");
    Path namespace =
        Files.createSymbolicLink(temporary.resolve("pid"), Path.of("pid:[4026531836]"));

    assertThat(LockOwner.processes(boot, namespace)).isEqualTo("1b4e28ba-2fa1 pid:[4026531836]");
    assertThat(LockOwner.processes(boot, temporary.resolve("none"))).isEmpty();
    assertThat(LockOwner.processes(temporary.resolve("none"), namespace)).isEmpty();
  }

  @Test
  void ownerElsewhereThatLivesKeepsIt() throws IOException {
    LockOwner other = new LockOwner(OTHER_ID, "elsewhere", "boot pid:[1]", 7, 1, 3);
    write(other);

    assertThatThrownBy(
            () ->
                take(
                    time -> {
                      pass(time);
                      write(other.next());
                    }))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            temporary
                + ": is in use by process 7 on elsewhere; wait for its end or choose another"
                + " sweep.output");
    assertThat(waited).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void lockThatWasTakenIsNoticed() throws IOException {
    try (FolderLock lock = take(this::pass)) {
      lock.verify();
      write(new LockOwner(OTHER_ID, "elsewhere", "boot pid:[1]", 7, 1, 3));

      assertThatThrownBy(lock::verify)
          .isInstanceOf(ResultsException.class)
          .hasMessage(temporary + ": the lock was taken by process 7 on elsewhere");
    }

    assertThat(temporary.resolve("lock")).exists();
  }

  @Test
  void halfWrittenLockIsADeadOwnersAfterAWhile() throws IOException {
    Files.writeString(temporary.resolve("lock"), "");

    try (FolderLock lock = take(this::pass)) {
      assertThat(lock).isNotNull();
    }

    assertThat(waited).isEqualTo(Duration.ofSeconds(30));
  }

  private FolderLock take(Sleeper pause) throws IOException {
    return FolderLock.take(storage, folder, SELF, pause, notices::add);
  }

  @Test
  void beatThatFailsForAnUnknownReasonIsNotTheLast() throws IOException {
    List<String> heard = new ArrayList<>();
    LocalFiles files =
        new LocalFiles() {
          @Override
          public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) {
            throw new IllegalStateException("connection pool shut down");
          }
        };
    files.initialize(files.getUri(), new Configuration());
    FolderLock lock =
        FolderLock.take(
            Storage.of(files),
            new org.apache.hadoop.fs.Path("file://" + temporary),
            LockOwner.self(),
            time -> {},
            heard::add);

    assertThatCode(lock::beat).doesNotThrowAnyException();
    assertThat(heard)
        .containsExactly(temporary + ": cannot write the lock: connection pool shut down");
    lock.close();
  }

  private void pass(Duration time) {
    waited = waited.plus(time);
  }

  private void write(LockOwner owner) throws IOException {
    Files.writeString(temporary.resolve("lock"), owner.text());
  }
}
