package dev.ablate.sweep.execution;

import dev.ablate.device.DeviceWish;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.RefitFiles;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.reflect.ClassTag$;

/** Trains one network on several executors: a barrier stage, a task a worker. */
public final class RefitStage {

  private static final byte[] NOTHING = {};

  private RefitStage() {}

  /**
   * A trained network.
   *
   * @param weights as {@link dev.ablate.engine.Model#writeWeights} has them
   * @param validationAccuracy after the last epoch; null if no images are held out for it
   * @param validationLoss likewise
   * @param testAccuracy after the last epoch
   * @param testLoss likewise
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Trained(
      byte[] weights,
      Double validationAccuracy,
      Double validationLoss,
      double testAccuracy,
      double testLoss)
      implements Serializable {}

  /** What a refit needs of Spark; values the user gave win where they can. */
  public static SparkConf configure(SparkConf conf) {
    SweepExecution.configure(conf, 1, new DeviceRequest(DeviceWish.CPU, null));
    // All workers begin at once: Spark looks for so many seconds whether there are cores for them.
    conf.setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s");
    conf.setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "300");
    return conf;
  }

  /**
   * Waits for the executors.
   *
   * @throws SweepException if fewer workers than wanted can train at a time
   */
  public static void awaitWorkers(JavaSparkContext spark, int wanted) throws InterruptedException {
    int slots = SweepExecution.awaitSlots(spark.sc());
    if (slots < wanted) {
      throw new SweepException(
          wanted
              + " workers train together, but there are cores for "
              + slots
              + ": take fewer with --workers, or give Spark more");
    }
  }

  /**
   * Trains to the end. Spark gives a barrier stage up when it loses a worker of it; then another
   * one goes on from the last average, as long as each comes further than the one before.
   *
   * @throws SweepException if Spark gives up one that came no further, with the reason
   * @throws IOException if the results cannot be read
   */
  public static Trained run(JavaSparkContext spark, RefitJob job) throws IOException {
    RefitFiles files = ResultsFolder.open(job.results()).refits();
    GatherDesk desk = new GatherDesk(job.workers());
    SweepPlugin.gatherAt(desk);
    try {
      for (int attempt = 0; ; attempt++) {
        byte[] before = files.progress(job.id()).orElse(NOTHING);
        try {
          return train(spark, job, attempt);
        } catch (Exception e) {
          // Scala declares no exception, and SparkException is a checked one.
          boolean isFurther = !Arrays.equals(before, files.progress(job.id()).orElse(NOTHING));
          if (e instanceof RuntimeException other) {
            throw other;
          }
          if (spark.sc().isStopped() || !isFurther) {
            throw new SweepException("Spark gave the refit up: " + e.getMessage(), e);
          }
        }
      }
    } finally {
      SweepPlugin.gatherAt(null);
    }
  }

  /** One barrier stage. */
  private static Trained train(JavaSparkContext spark, RefitJob job, int attempt) throws Exception {
    List<Integer> ranks = IntStream.range(0, job.workers()).boxed().toList();
    return spark
        .parallelize(ranks, job.workers())
        .rdd()
        .barrier()
        .mapPartitions(new RefitTask(job, attempt), false, ClassTag$.MODULE$.apply(Trained.class))
        .toJavaRDD()
        .collect()
        .get(0);
  }
}
