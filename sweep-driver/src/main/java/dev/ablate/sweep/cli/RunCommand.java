package dev.ablate.sweep.cli;

import dev.ablate.data.ImageDataset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.model.NetworkSummary;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.SweepSpec;
import dev.ablate.sweep.config.TimeSpan;
import dev.ablate.sweep.execution.DeviceRequest;
import dev.ablate.sweep.execution.Devices;
import dev.ablate.sweep.execution.OrderlyStop;
import dev.ablate.sweep.execution.SweepExecution;
import dev.ablate.sweep.execution.SweepJob;
import dev.ablate.sweep.execution.SweepProgress;
import dev.ablate.sweep.execution.TrialLimits;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.Kept;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.FlatTables;
import dev.ablate.sweep.results.FolderLock;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.ResultsLocation;
import dev.ablate.sweep.results.StoredWeights;
import dev.ablate.sweep.stopping.StoppingRule;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialRequest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains what the plan leaves to run. */
@Command(
    name = "run",
    description = "Trains every trial of a study that its results do not hold yet.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  /** The launcher knows whether standard output is a terminal; Java 17 cannot ask. */
  private static final String TERMINAL = "ablate.terminal";

  /** As a shell has it for a process that SIGINT ended. */
  private static final int INTERRUPTED = 130;

  /** A reader that began before a compaction has so long to end. */
  private static final Duration READERS_MAY_TAKE = Duration.ofMinutes(10);

  @Mixin ConfigArguments arguments;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Native threads of one trial (default: ${DEFAULT-VALUE}).")
  int threads = 1;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, InterruptedException {
    try (OrderlyStop stop = OrderlyStop.listen()) {
      return run(stop);
    }
  }

  private int run(OrderlyStop stop) throws ConfigException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    SweepSpec sweep = arguments.sweep();
    SparkConf conf =
        SweepExecution.configure(
            new SparkConf().setAppName("ablate " + sweep.name()), threads, devices(sweep));
    Devices.check(devices(sweep), sweep.engine(), conf)
        .ifPresent(placement -> DeviceLines.print(out, placement));
    ResultsLocation location = ResultsLocation.of(sweep.output(), conf);
    ImageDataset images = arguments.images(sweep);
    ResultsFolder folder = ResultsFolder.create(location, sweep.name());
    out.println("data      " + images.source());
    try (FolderLock lock = folder.lock(out::println)) {
      RunChecks.refuseDamage(folder);
      RunChecks.refuseOtherData(folder, sweep, images);
      try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
        int slots = SweepExecution.awaitSlots(spark.sparkContext());
        CostCache costs = new CostCache(sweep, slots, out::println);
        SweepPlan plan =
            Plans.of(
                sweep,
                location,
                images,
                folder.finished(),
                arguments.retried,
                costs.model(),
                slots);
        out.println("plan      " + Plans.counts(plan) + ", " + slots + " at a time");
        RunRecords.start(folder, sweep, arguments.resolved(), plan, images, spark.version());
        train(spark, sweep, plan.toRun(), rule(sweep, plan, images, folder), folder, lock, stop);
        lock.verify();
        printLeft(plan.toRun(), folder.finished(), stop);
        if (!stop.isRequested()) {
          costs.learn(plan.toRun(), DataFacts.of(images), folder);
          folder.compact(READERS_MAY_TAKE);
        }
        FlatTables.write(spark, sweep.output());
      }
    }
    Leaderboards.print(out, folder);
    out.println();
    if (stop.isRequested()) {
      out.println("stopped   what was training left checkpoints; run it again to go on");
      return INTERRUPTED;
    }
    out.println("tables    " + sweep.output() + "/tables");
    out.println("ask       deploy/sweep sql " + sweep.output() + " \"" + question(sweep) + "\"");
    return 0;
  }

  private void train(
      SparkSession spark,
      SweepSpec sweep,
      List<PlannedTrial> trials,
      Optional<StoppingRule> rule,
      ResultsFolder folder,
      FolderLock lock,
      OrderlyStop stop)
      throws InterruptedException {
    Map<TrialId, NetworkSummary> summaries = new LinkedHashMap<>();
    trials.forEach(trial -> summaries.put(trial.id(), trial.summary()));
    SweepJob job =
        new SweepJob(
            requests(trials, sweep),
            summaries,
            sweep.engine(),
            new EngineSettings(threads),
            devices(sweep),
            limits(sweep),
            rule,
            arguments.locator(),
            folder,
            sweep.budget().startSeconds());
    SweepProgress progress = new SweepProgress(work(trials), System::nanoTime);
    boolean local = spark.sparkContext().isLocal();
    try (ProgressDisplay display =
        new ProgressDisplay(
            progress, command.commandLine().getOut(), Boolean.getBoolean(TERMINAL))) {
      display.start();
      SweepExecution.run(
          JavaSparkContext.fromSparkContext(spark.sparkContext()),
          job,
          new DisplayListener(progress, display, local),
          lock::verify,
          stop);
    }
  }

  /** Knows what earlier runs' trials reached. */
  private static Optional<StoppingRule> rule(
      SweepSpec sweep, SweepPlan plan, ImageDataset images, ResultsFolder folder) {
    String engine = Engines.provider(sweep.engine()).identity();
    Optional<StoppingRule> rule =
        StoppingRule.of(
            sweep.stopping(),
            Kept.of(
                sweep,
                plan,
                DataFacts.of(images),
                engine,
                StoredWeights.of(folder.location())::find));
    rule.ifPresent(
        known ->
            folder
                .validationAccuracies()
                .forEach(
                    (id, epochs) ->
                        epochs.forEach((epoch, accuracy) -> known.report(id, epoch, accuracy))));
    return rule;
  }

  /** Says what did not begin before the run's time was over. */
  private void printLeft(
      List<PlannedTrial> asked, Map<TrialId, FinishedTrial> finished, OrderlyStop stop) {
    long left =
        asked.stream()
            .filter(trial -> attempts(finished.get(trial.id())) < trial.attempt())
            .count();
    if (left > 0 && !stop.isRequested()) {
      command
          .commandLine()
          .getOut()
          .println("budget    the time is over; " + left + " trials are left for the next run");
    }
  }

  private static int attempts(FinishedTrial trial) {
    return trial == null ? 0 : trial.attempt();
  }

  private static TrialLimits limits(SweepSpec sweep) {
    TimeSpan trialTime = sweep.limits().trialTime();
    return new TrialLimits(
        sweep.checkpointEvery().seconds(),
        trialTime == null ? null : trialTime.seconds(),
        sweep.limits().silentTime().seconds());
  }

  private static DeviceRequest devices(SweepSpec sweep) {
    return new DeviceRequest(sweep.device(), sweep.trialsPerDevice());
  }

  /** A first query: the effect of the first axis. */
  private static String question(SweepSpec sweep) {
    if (sweep.axes().isEmpty()) {
      return "SELECT epoch, split, metric, value FROM epochs ORDER BY 1, 2, 3";
    }
    String axis = "axis_" + sweep.axes().get(0).name().replace('-', '_');
    return "SELECT " + axis + ", avg(test_accuracy) FROM results GROUP BY 1 ORDER BY 2 DESC";
  }

  private static Map<TrialId, Double> work(List<PlannedTrial> trials) {
    Map<TrialId, Double> work = new LinkedHashMap<>();
    trials.forEach(
        trial ->
            work.put(
                trial.id(), (double) trial.summary().macs() * trial.spec().training().epochs()));
    return work;
  }

  /** What the plan leaves to run, as executors are asked for it. */
  static List<TrialRequest> requests(List<PlannedTrial> trials, SweepSpec sweep) {
    return trials.stream()
        .map(
            trial -> new TrialRequest(trial.id(), trial.attempt(), trial.spec(), sweep.snapshots()))
        .toList();
  }
}
