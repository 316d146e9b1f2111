package dev.ablate.sweep.execution;

import dev.ablate.WorkerGroup;
import dev.ablate.sweep.results.storage.RefitFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.BarrierTaskContext;

/** The tasks of a Spark barrier stage; where one is lost, Spark ends all of them. */
final class BarrierGroup implements WorkerGroup {

  private static final long ASK_AGAIN_MILLISECONDS = 1;

  private final BarrierTaskContext task;
  private final RefitFiles files;
  private final String refit;
  private final int attempt;
  private int round;

  BarrierGroup(BarrierTaskContext task, RefitFiles files, String refit, int attempt) {
    this.task = task;
    this.files = files;
    this.refit = refit;
    this.attempt = attempt;
  }

  @Override
  public int rank() {
    return task.partitionId();
  }

  @Override
  public int size() {
    return task.getTaskInfos().length;
  }

  @Override
  public List<byte[]> gather(byte[] message) throws IOException {
    List<byte[]> all = SweepPlugin.gather(new GatherPart(attempt, round, rank(), message));
    GatherPart again = new GatherPart(attempt, round, rank(), null);
    while (all == null) {
      if (task.isInterrupted()) {
        throw new IOException("another worker was lost, or the refit was told to end");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the worker was told to end", e);
      }
      all = SweepPlugin.gather(again);
    }
    round++;
    return all;
  }

  @Override
  public Optional<byte[]> kept() throws IOException {
    return files.progress(refit);
  }

  @Override
  public void keep(byte[] progress) throws IOException {
    files.keepProgress(refit, progress);
  }
}
