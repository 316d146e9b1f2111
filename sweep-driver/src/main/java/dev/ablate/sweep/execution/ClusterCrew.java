package dev.ablate.sweep.execution;

import dev.ablate.data.PackedImages;
import dev.ablate.inspect.Batches.Work;
import dev.ablate.inspect.Crew;
import dev.ablate.inspect.Subject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/**
 * A cluster's slots, as a crew that looks into networks: each hand is a thread of the driver that
 * has one job of some batches done after the other. Executors get the weights once and the images
 * with each job, so that they need no data set.
 */
public final class ClusterCrew implements Crew, AutoCloseable {

  private static final int MOST_BATCHES_A_JOB = 8;

  /** So many that all slots end at about the same time. */
  private static final int JOBS_A_SLOT = 4;

  private final JavaSparkContext spark;
  private final int slots;

  private ClusterCrew(JavaSparkContext spark, int slots) {
    this.spark = spark;
    this.slots = slots;
  }

  /** On the cluster that spark-submit was given; empty without one. */
  public static Optional<ClusterCrew> ofLauncher() throws InterruptedException {
    SparkConf conf = new SparkConf().setAppName("ablate inspect");
    if (!conf.contains("spark.master") || Devices.isLocal(conf)) {
      return Optional.empty();
    }
    SparkProcess.prepare();
    conf.setIfMissing("spark.ui.enabled", "false");
    // One native thread a slot: the OpenMP library reads its variable when it loads.
    conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
    JavaSparkContext spark = new JavaSparkContext(conf);
    return Optional.of(new ClusterCrew(spark, SweepExecution.awaitSlots(spark.sc())));
  }

  @Override
  public int hands() {
    return slots;
  }

  @Override
  public int batchesAtOnce(int open) {
    return Math.max(1, Math.min(MOST_BATCHES_A_JOB, open / (slots * JOBS_A_SLOT)));
  }

  @Override
  public <R> Supplier<Hand<R>> begin(Subject subject, Work<R> work) {
    Broadcast<Order<R>> order = spark.broadcast(new Order<>(subject, work));
    return () ->
        new Hand<>() {
          @Override
          public List<R> work(List<Batch> batches) {
            return ClusterCrew.this.work(order, batches);
          }

          @Override
          public void close() {}
        };
  }

  private <R> List<R> work(Broadcast<Order<R>> order, List<Batch> batches) {
    List<Sent> sent =
        batches.stream()
            .map(batch -> new Sent(PackedImages.of(batch.images()), batch.from()))
            .toList();
    try {
      return spark.parallelize(sent, 1).mapPartitions(new Looking<>(order)).collect();
    } catch (Exception e) {
      if (e instanceof SparkException) {
        String[] lines = String.valueOf(e.getMessage()).split("\\R", 2);
        throw new SweepException("Spark ended the job: " + lines[0], e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    spark.close();
  }

  /** What is done, with whose weights. */
  private record Order<R>(Subject subject, Work<R> work) implements Serializable {}

  /** A batch on its way. */
  private record Sent(PackedImages images, int from) implements Serializable {}

  /** The task: the batches of a job. */
  private record Looking<R>(Broadcast<Order<R>> order)
      implements FlatMapFunction<Iterator<Sent>, R> {

    @Override
    public Iterator<R> call(Iterator<Sent> sent) {
      List<Batch> batches = new ArrayList<>();
      sent.forEachRemaining(one -> batches.add(new Batch(one.images().unpacked(), one.from())));
      try (Hand<R> hand = Crew.hand(order.value().subject(), order.value().work())) {
        return hand.work(batches).iterator();
      }
    }
  }
}
