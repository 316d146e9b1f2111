package dev.ablate.sweep.cli;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.device.DeviceWish;
import dev.ablate.engine.EngineSettings;
import dev.ablate.model.NetworkSummary;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.config.SweepSpec;
import dev.ablate.sweep.execution.DeviceNotice;
import dev.ablate.sweep.execution.DeviceRequest;
import dev.ablate.sweep.execution.Locations;
import dev.ablate.sweep.execution.OrderlyStop;
import dev.ablate.sweep.execution.ProgressEvent;
import dev.ablate.sweep.execution.SweepExecution;
import dev.ablate.sweep.execution.SweepJob;
import dev.ablate.sweep.execution.SweepListener;
import dev.ablate.sweep.execution.TrialLimits;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.FlatTables;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.ResultsLocation;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** What trials cost that train nothing: planned, scheduled, committed and made into tables. */
final class SchedulerBenchmark {

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
   * @param plan from config to planned trials
   * @param record writing down the design
   * @param run until the last row was committed
   * @param tables compacting, and making the flat tables
   */
  record Timing(int trials, int committed, double plan, double record, double run, double tables) {}

  /**
   * Runs trials on {@code local[slots]}.
   *
   * @param folder empty, for the config and the results
   */
  static Timing run(Path folder, int trials, int slots)
      throws ConfigException, IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("bench.conf"), config(folder, trials));
    SweepSpec sweep = ConfigLoader.load(file, List.of());
    ImageDataset images = Datasets.load(sweep.dataset(), DatasetLocator.of(List.of()));
    SparkConf conf =
        SweepExecution.configure(new SparkConf().setAppName("bench"), 1, PROCESSOR)
            .setMaster("local[" + slots + "]");
    ResultsLocation location = Locations.of(sweep.output(), conf);
    ResultsFolder results = ResultsFolder.create(location, sweep.name());
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      Stopwatch watch = new Stopwatch();
      SweepPlan plan =
          Plans.of(sweep, location, images, Map.of(), Set.of(), Optional.empty(), slots);
      double planned = watch.lap();
      RunRecords.start(results, sweep, config(folder, trials), plan, images, spark.version());
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
      FlatTables.write(spark, sweep.output());
      return new Timing(plan.toRun().size(), committed, planned, recorded, run, watch.lap());
    }
  }

  private static SweepJob job(SweepSpec sweep, SweepPlan plan, ResultsFolder results) {
    List<TrialRequest> requests =
        plan.toRun().stream()
            .map(
                trial ->
                    new TrialRequest(trial.id(), trial.attempt(), trial.spec(), sweep.snapshots()))
            .toList();
    Map<TrialId, NetworkSummary> summaries =
        plan.toRun().stream().collect(Collectors.toMap(PlannedTrial::id, PlannedTrial::summary));
    return new SweepJob(
        requests,
        summaries,
        sweep.engine(),
        new EngineSettings(1),
        PROCESSOR,
        new TrialLimits(60, null, 600),
        Optional.empty(),
        DatasetLocator.of(List.of()),
        results,
        Double.POSITIVE_INFINITY);
  }

  private static String config(Path folder, int trials) {
    return """
        sweep {
          name = bench
          output = "%s"
          engine = idle
          device = cpu
          dataset { name = fashion-mnist, train-limit = 20, test-limit = 10 }
          network { layers = [{ name = dense1, type = dense, units = 10 }] }
          training { epochs = 1, batch-size = 10, optimizer { name = sgd, learning-rate = 0.1 } }
          axes = [{ name = l2, path = training.l2, range { low = 0, high = 1, steps = %d } }]
        }
        """
        .formatted(folder.resolve("results"), trials);
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
