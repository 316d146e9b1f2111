package dev.ablate.sweep.run;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.ResultsException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Merges trials' files while others train, so that little is left to merge at a run's end, and a
 * query meanwhile opens few files. Deletes nothing: an attempt's own file says that it was kept.
 */
public final class EarlyMerges implements AutoCloseable {

  /** Merged at once: takes seconds, some times a night. */
  public static final int TRIALS = 1_000;

  private final ResultsFolder folder;
  private final Runnable check;
  private final Consumer<String> notices;
  private final int trials;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "merges");
            thread.setDaemon(true);
            return thread;
          });
  private int ended;

  /**
   * Of a folder that this process holds.
   *
   * @param check fails if the folder is another's by now
   * @param notices hears why files could not be merged
   * @param trials after so many more the files are merged
   */
  public EarlyMerges(ResultsFolder folder, Runnable check, Consumer<String> notices, int trials) {
    this.folder = folder;
    this.check = check;
    this.notices = notices;
    this.trials = trials;
  }

  /** One more row was committed; returns at once. */
  public synchronized void committed() {
    ended++;
    if (ended % trials == 0) {
      thread.execute(this::merge);
    }
  }

  private void merge() {
    try {
      check.run();
      folder.merge();
    } catch (ResultsException e) {
      notices.accept(e.getMessage() + "; tried again when more trials have ended");
    }
  }

  /** Waits for what was begun; not if this thread is interrupted. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
