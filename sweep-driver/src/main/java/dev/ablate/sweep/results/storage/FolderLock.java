package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.ResultsException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a second driver from a results folder: a file {@code lock} with its owner, written anew as
 * long as the owner lives. In object stores, which cannot make a file only if there is none, it is
 * best effort.
 */
public final class FolderLock implements AutoCloseable {

  /** How long an owner whose process cannot be looked for may be silent. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  /** What the names of claims and of locks being written begin with. */
  private static final String HIDDEN = ".lock.";

  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Storage storage;
  private final Path file;
  private final String shown;
  private final Sleeper pause;
  private final Consumer<String> notices;
  private final ScheduledExecutorService heart;
  private ScheduledFuture<?> beats;
  private LockOwner owner;

  private FolderLock(
      Storage storage, Path folder, LockOwner owner, Sleeper pause, Consumer<String> notices) {
    this.storage = storage;
    this.file = new Path(folder, "lock");
    this.shown = FileProblems.shown(folder);
    this.owner = owner;
    this.pause = pause;
    this.notices = notices;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lock of " + shown);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lock of a folder, waiting if its owner may be dead.
   *
   * @throws ResultsException if the owner lives
   */
  static FolderLock take(
      Storage storage, Path folder, LockOwner owner, Sleeper pause, Consumer<String> notices)
      throws IOException {
    FolderLock lock = new FolderLock(storage, folder, owner, pause, notices);
    while (!storage.createNew(lock.file, owner.text())) {
      lock.displace();
    }
    lock.deleteLeftovers();
    lock.beats =
        lock.heart.scheduleAtFixedRate(
            lock::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    return lock;
  }

  /** Removes a dead owner's lock, or finds that it is gone. */
  private void displace() throws IOException {
    String text = read();
    LockOwner other = LockOwner.parse(text);
    if (text.isEmpty() || !owner.sharesProcessesWith(other)) {
      awaitSilence(text, other);
    } else if (other.isAlive()) {
      throw inUse(other);
    }
    // Of several that wait for the same dead owner, one may remove its lock.
    Path claim = new Path(file.getParent(), HIDDEN + other.id());
    if (storage.createNew(claim, owner.text())) {
      try {
        if (read().equals(text)) {
          notices.accept(shown + ": taking over from " + other + ", which is dead");
          storage.files().delete(file, false);
        }
      } finally {
        storage.files().delete(claim, false);
      }
    } else {
      pause.of(LOOK);
      deleteOldClaim(claim);
    }
  }

  /** One whose maker died before it was done. */
  private void deleteOldClaim(Path claim) throws IOException {
    for (FileStatus hidden : storage.listHidden(file.getParent())) {
      long age = System.currentTimeMillis() - hidden.getModificationTime();
      if (hidden.getPath().getName().equals(claim.getName()) && age > SILENCE.toMillis()) {
        storage.files().delete(claim, false);
      }
    }
  }

  private void deleteLeftovers() throws IOException {
    for (FileStatus hidden : storage.listHidden(file.getParent())) {
      if (hidden.getPath().getName().startsWith(HIDDEN)) {
        storage.files().delete(hidden.getPath(), false);
      }
    }
  }

  private void awaitSilence(String text, LockOwner other) throws IOException {
    notices.accept(
        shown
            + ": is in use by "
            + other
            + "; waiting "
            + SILENCE.toSeconds()
            + " s for a sign of life");
    for (Duration waited = Duration.ZERO;
        waited.compareTo(SILENCE) < 0;
        waited = waited.plus(LOOK)) {
      pause.of(LOOK);
      String now = read();
      if (now.isEmpty()) {
        continue;
      }
      if (!now.equals(text)) {
        throw inUse(LockOwner.parse(now));
      }
    }
  }

  private ResultsException inUse(LockOwner other) {
    return new ResultsException(
        shown + ": is in use by " + other + "; wait for its end or choose another sweep.output");
  }

  /** The lock's text; empty if there is none, or it is being written. */
  private String read() throws IOException {
    try {
      return storage.readText(file);
    } catch (FileNotFoundException e) {
      return "";
    }
  }

  /** Says that this process lives. */
  synchronized void beat() {
    try {
      LockOwner now = LockOwner.parse(read());
      if (!now.id().equals(owner.id())) {
        notices.accept(shown + ": the lock was taken by " + now);
        heart.shutdown();
        return;
      }
      owner = owner.next();
      storage.overwrite(file, owner.text());
    } catch (IOException | RuntimeException e) {
      // The next beat may succeed; others wait for several. A beat that throws would be the last.
      notices.accept(shown + ": cannot write the lock: " + FileProblems.text(e));
    }
  }

  /**
   * Makes sure that the folder is still this process's.
   *
   * @throws ResultsException if another took it, thinking this one dead
   */
  public synchronized void verify() {
    LockOwner now =
        FileProblems.attempt(shown + ": cannot read the lock", () -> LockOwner.parse(read()));
    if (!now.id().equals(owner.id())) {
      throw new ResultsException(shown + ": the lock was taken by " + now);
    }
  }

  /** Gives the folder free. */
  @Override
  public synchronized void close() {
    beats.cancel(false);
    heart.shutdownNow();
    try {
      if (LockOwner.parse(read()).id().equals(owner.id())) {
        storage.files().delete(file, false);
      }
    } catch (IOException | RuntimeException e) {
      notices.accept(shown + ": cannot remove the lock: " + FileProblems.text(e));
    }
  }
}
