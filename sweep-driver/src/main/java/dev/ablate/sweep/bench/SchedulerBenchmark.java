package dev.ablate.sweep.bench;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.device.DeviceWish;
import dev.ablate.engine.EngineSettings;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.execution.DeviceRequest;
import dev.ablate.sweep.execution.OrderlyStop;
import dev.ablate.sweep.execution.SweepException;
import dev.ablate.sweep.execution.SweepExecution;
import dev.ablate.sweep.execution.SweepJob;
import dev.ablate.sweep.execution.TrialLimits;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.SparkLocation;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.run.Earlier;
import dev.ablate.sweep.run.RunPlanner;
import dev.ablate.sweep.run.RunRecords;
import dev.ablate.sweep.study.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** What trials cost that train nothing: planned, scheduled, committed and made into tables. */
public final class SchedulerBenchmark {

  private static final DeviceRequest PROCESSOR = new DeviceRequest(DeviceWish.CPU, null);

  /** Of two seconds or more each. */
  private static final int LOOKS_FOR_SLOTS = 30;

  private SchedulerBenchmark() {}

  /**
   * Seconds of each phase.
   *
   * @param trials run
   * @param committed rows found afterwards
   * @param lowerBound of {@code run}: the longest trial, or all slots busy
   * @param plan from config to planned trials
   * @param record writing down the design
   * @param run until the last row was committed
   * @param tables compacting, and making the flat tables
   * @param driver while {@code run} lasted
   */
  public record Timing(
      int trials,
      int committed,
      double lowerBound,
      double plan,
      double record,
      double run,
      double tables,
      DriverCost driver) {}

  /** Runs trials on {@code local[slots]}, and leaves nothing. */
  public static Timing run(TrialLoad load, int slots)
      throws ConfigException, IOException, InterruptedException {
    return run(load, new SparkConf().setMaster("local[" + slots + "]"), slots);
  }

  /**
   * Runs trials on a standalone cluster, and leaves nothing.
   *
   * @param master its URL
   * @param jobJar what its executors load
   * @param slots of all its executors
   */
  public static Timing run(TrialLoad load, String master, String jobJar, int slots)
      throws ConfigException, IOException, InterruptedException {
    return run(
        load,
        new SparkConf()
            .setMaster(master)
            .set("spark.jars", jobJar)
            .set("spark.cores.max", Integer.toString(slots)),
        slots);
  }

  private static Timing run(TrialLoad load, SparkConf conf, int slots)
      throws ConfigException, IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      return run(
          folder.path(),
          load,
          SweepExecution.configure(conf.setAppName("bench"), 1, PROCESSOR),
          slots);
    }
  }

  private static Timing run(Path folder, TrialLoad load, SparkConf conf, int slots)
      throws ConfigException, IOException, InterruptedException {
    String config = load.config(folder);
    Path file = Files.writeString(folder.resolve("bench.conf"), config);
    SweepSpec sweep = ConfigLoader.load(file, List.of());
    ImageDataset images = Datasets.load(sweep.dataset(), DatasetLocator.of(List.of()));
    ResultsLocation location = SparkLocation.of(sweep.output(), conf);
    ResultsFolder results = ResultsFolder.create(location, sweep.name());
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      awaitSlots(spark, slots);
      Stopwatch watch = new Stopwatch();
      SweepPlan plan =
          RunPlanner.plan(
              sweep, location, images, Earlier.NOTHING, Set.of(), Optional.empty(), slots);
      double planned = watch.lap();
      RunRecords.start(results, sweep, config, plan, images, spark.version());
      double recorded = watch.lap();
      DriverMeter meter = new DriverMeter(slots, System::nanoTime);
      try (OrderlyStop stop = OrderlyStop.listen()) {
        SweepExecution.run(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            job(sweep, plan, results),
            meter,
            () -> {},
            stop);
      }
      double run = watch.lap();
      DriverCost driver = meter.cost(run);
      int committed = results.finished().size();
      results.compact(Duration.ofHours(1));
      results.writeTables();
      return new Timing(
          plan.toRun().size(),
          committed,
          load.lowerBound(plan, slots),
          planned,
          recorded,
          run,
          watch.lap(),
          driver);
    }
  }

  /** Executors come one after the other, slowly where a machine starts several. */
  private static void awaitSlots(SparkSession spark, int slots) throws InterruptedException {
    int there = 0;
    for (int look = 0; look < LOOKS_FOR_SLOTS && there < slots; look++) {
      there = SweepExecution.awaitSlots(spark.sparkContext());
    }
    if (there < slots) {
      throw new SweepException(
          "the cluster has "
              + there
              + " slots, but "
              + slots
              + " are to be used: name as many by --slots");
    }
  }

  private static SweepJob job(SweepSpec sweep, SweepPlan plan, ResultsFolder results) {
    return new SweepJob(
        plan.requests(sweep.snapshots()),
        plan.summaries(),
        sweep.engine(),
        new EngineSettings(1),
        PROCESSOR,
        new TrialLimits(60, null, 600),
        Optional.empty(),
        DatasetLocator.of(List.of()),
        results,
        Double.POSITIVE_INFINITY);
  }

  private static final class Stopwatch {
    private long last = System.nanoTime();

    double lap() {
      long now = System.nanoTime();
      double seconds = (now - last) / 1e9;
      last = now;
      return seconds;
    }
  }
}
