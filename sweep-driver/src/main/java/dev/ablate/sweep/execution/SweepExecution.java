package dev.ablate.sweep.execution;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs a sweep's trials as one Spark job, a task a trial. */
public final class SweepExecution {

  private SweepExecution() {}

  /**
   * What a sweep needs of Spark; values the user gave win where they can.
   *
   * @param threads native threads of one slot
   * @param devices asked for on a cluster
   */
  public static SparkConf configure(SparkConf conf, int threads, DeviceRequest devices) {
    Devices.ask(conf, devices);
    conf.set("spark.plugins", SweepPlugin.class.getName());
    // A copy of a slow trial would train a cell twice.
    conf.set("spark.speculation", "false");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.scheduler.mode", "FIFO");
    conf.setIfMissing("spark.task.maxFailures", "8");
    // One native thread a slot: the OpenMP library reads its variable when it loads.
    conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", String.valueOf(threads));
    // Tables are small: Spark's default of 200 partitions would cost more than the query.
    conf.setIfMissing("spark.sql.shuffle.partitions", "4");
    return conf;
  }

  /**
   * Trains and commits every request. Returns when all have ended; events arrive on other threads.
   *
   * @param devices hears once of each executor what it runs on
   * @throws SweepException if Spark gave up on the job; rows committed until then stay
   */
  public static void run(
      JavaSparkContext spark,
      SweepJob job,
      Consumer<ProgressEvent> listener,
      Consumer<DeviceNotice> devices)
      throws InterruptedException {
    if (job.requests().isEmpty()) {
      return;
    }
    AtomicReference<DeviceNotice> refusal = new AtomicReference<>();
    SweepPlugin.listen(listener);
    SweepPlugin.listenToDevices(
        notice -> {
          if (notice.usable()) {
            devices.accept(notice);
          } else if (refusal.compareAndSet(null, notice)) {
            // Otherwise Spark would try each trial there several times.
            spark.sc().cancelAllJobs();
          }
        });
    try {
      JavaFutureAction<Void> action =
          spark
              .parallelize(job.requests(), job.requests().size())
              .foreachPartitionAsync(new TrialTask(job));
      action.get();
    } catch (ExecutionException | CancellationException e) {
      DeviceNotice refused = refusal.get();
      if (refused != null) {
        throw new SweepException(refused.host() + ": " + refused.line(), e);
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SweepException("Spark ended the job: " + cause.getMessage(), cause);
    } finally {
      SweepPlugin.listen(event -> {});
      SweepPlugin.listenToDevices(notice -> {});
    }
  }
}
