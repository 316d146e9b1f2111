package dev.ablate.sweep.bench;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.device.DeviceWish;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.idle.WaitingEngineProvider;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.execution.DeviceNotice;
import dev.ablate.sweep.execution.DeviceRequest;
import dev.ablate.sweep.execution.OrderlyStop;
import dev.ablate.sweep.execution.ProgressEvent;
import dev.ablate.sweep.execution.SweepExecution;
import dev.ablate.sweep.execution.SweepJob;
import dev.ablate.sweep.execution.SweepListener;
import dev.ablate.sweep.execution.TrialLimits;
import dev.ablate.sweep.plan.Forecast;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.SparkLocation;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.run.Earlier;
import dev.ablate.sweep.run.RunPlanner;
import dev.ablate.sweep.run.RunRecords;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.training.TrainingSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** What trials cost that train nothing: planned, scheduled, committed and made into tables. */
public final class SchedulerBenchmark {

  private static final DeviceRequest PROCESSOR = new DeviceRequest(DeviceWish.CPU, null);

  private static final SweepListener SILENT =
      new SweepListener() {
        @Override
        public void progress(ProgressEvent event) {}

        @Override
        public void device(DeviceNotice notice) {}

        @Override
        public void notice(String line) {}
      };

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
   */
  public record Timing(
      int trials,
      int committed,
      double lowerBound,
      double plan,
      double record,
      double run,
      double tables) {}

  /**
   * A study to run.
   *
   * @param engine that it runs on
   * @param settings HOCON: axes and how they go together
   * @param seconds that a trial takes by itself
   */
  public record Load(String engine, String settings, ToDoubleFunction<TrainingSpec> seconds) {

    private String config(Path folder) {
      return String.format(
          Locale.ROOT,
          """
          sweep {
            name = bench
            output = "%s"
            engine = %s
            device = cpu
            dataset { name = fashion-mnist, train-limit = 20, test-limit = 10 }
            network { layers = [{ name = dense1, type = dense, units = 10 }] }
            training { epochs = 1, batch-size = 20, optimizer { name = sgd, learning-rate = 0.1 } }
            %s
          }
          """,
          folder.resolve("results"),
          engine,
          settings);
    }

    private double lowerBound(SweepPlan plan, int slots) {
      List<Double> each =
          plan.toRun().stream()
              .map(trial -> seconds.applyAsDouble(trial.spec().training()))
              .toList();
      return Forecast.lowerBound(each, slots);
    }
  }

  /** Trials that end at once. */
  public static Load idle(int trials) {
    return new Load(
        "idle",
        String.format(
            Locale.ROOT,
            "axes = [{ name = l2, path = training.l2, range { low = 0, high = 1, steps = %d } }]",
            trials),
        training -> 0);
  }

  /** Trials of heavy-tailed length, from 1 to 40 seconds, which the planner knows within 30 %. */
  public static Load waiting(int trials) {
    Random random = new Random(7);
    // The penalty makes trials distinct, and draws their steps' length.
    String values =
        IntStream.range(0, trials)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "{ label = t%d, value { epochs = %d, l2 = %d } }",
                        i,
                        Math.round(10 * length(random)),
                        i))
            .collect(Collectors.joining("\n"));
    return new Load(
        "waiting",
        "axes = [{ name = trial, path = training, values = [\n" + values + "\n] }]",
        training -> training.epochs() * WaitingEngineProvider.stepSeconds(training));
  }

  /** Pareto's distribution, cut. */
  private static double length(Random random) {
    return Math.min(40, Math.pow(1 - random.nextDouble(), -1 / 1.5));
  }

  /** Runs trials on {@code local[slots]}, and leaves nothing. */
  public static Timing run(Load load, int slots)
      throws ConfigException, IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      return run(folder.path(), load, slots);
    }
  }

  private static Timing run(Path folder, Load load, int slots)
      throws ConfigException, IOException, InterruptedException {
    String config = load.config(folder);
    Path file = Files.writeString(folder.resolve("bench.conf"), config);
    SweepSpec sweep = ConfigLoader.load(file, List.of());
    ImageDataset images = Datasets.load(sweep.dataset(), DatasetLocator.of(List.of()));
    SparkConf conf =
        SweepExecution.configure(new SparkConf().setAppName("bench"), 1, PROCESSOR)
            .setMaster("local[" + slots + "]");
    ResultsLocation location = SparkLocation.of(sweep.output(), conf);
    ResultsFolder results = ResultsFolder.create(location, sweep.name());
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      Stopwatch watch = new Stopwatch();
      SweepPlan plan =
          RunPlanner.plan(
              sweep, location, images, Earlier.NOTHING, Set.of(), Optional.empty(), slots);
      double planned = watch.lap();
      RunRecords.start(results, sweep, config, plan, images, spark.version());
      double recorded = watch.lap();
      try (OrderlyStop stop = OrderlyStop.listen()) {
        SweepExecution.run(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            job(sweep, plan, results),
            SILENT,
            () -> {},
            stop);
      }
      double run = watch.lap();
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
          watch.lap());
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
