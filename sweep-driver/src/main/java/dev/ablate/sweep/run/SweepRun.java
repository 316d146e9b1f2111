package dev.ablate.sweep.run;

import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.sweep.execution.DeviceNotice;
import dev.ablate.sweep.execution.DeviceRequest;
import dev.ablate.sweep.execution.Devices;
import dev.ablate.sweep.execution.OrderlyStop;
import dev.ablate.sweep.execution.ProgressEvent;
import dev.ablate.sweep.execution.SparkProcess;
import dev.ablate.sweep.execution.SweepExecution;
import dev.ablate.sweep.execution.SweepJob;
import dev.ablate.sweep.execution.SweepListener;
import dev.ablate.sweep.execution.TrialLimits;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.ProtectedTrials;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.SparkLocation;
import dev.ablate.sweep.results.storage.FolderLock;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.storage.StoredWeights;
import dev.ablate.sweep.stopping.StoppingRule;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.sweep.study.TimeSpan;
import dev.ablate.trial.TrialId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * One run of a sweep: checks what it will train on and what earlier runs left, plans, trains what
 * is not done, and makes the tables.
 */
public final class SweepRun {

  /** A reader that began before a compaction has so long to end. */
  private static final Duration READERS_MAY_TAKE = Duration.ofMinutes(10);

  private final RunRequest request;
  private final SweepSpec sweep;
  private final RunListener listener;
  private final OrderlyStop stop;

  private SweepRun(RunRequest request, RunListener listener, OrderlyStop stop) {
    this.request = request;
    this.sweep = request.sweep();
    this.listener = listener;
    this.stop = stop;
  }

  /**
   * How a run ended.
   *
   * @param folder of its results
   * @param stopped whether its process was told to end before all was trained
   * @param left trials that did not begin before the run's time was over
   */
  public record Result(ResultsFolder folder, boolean stopped, long left) {}

  /**
   * Runs a sweep to its end, or until the process is told to end; then trials that train leave
   * checkpoints.
   *
   * @param stop listens until its owner has also shown how the run ended: the process lives so long
   * @throws dev.ablate.data.DataException if the images cannot be read, or are not those that
   *     earlier runs trained on
   * @throws dev.ablate.device.DeviceException if the sweep wants a device that is not there
   * @throws dev.ablate.sweep.results.ResultsException if the results cannot be written, or earlier
   *     ones are damaged
   * @throws dev.ablate.sweep.execution.SweepException if this is not a Spark that the program runs
   *     on, or the sweep cannot go on; rows committed until then stay
   */
  public static Result run(RunRequest request, RunListener listener, OrderlyStop stop)
      throws InterruptedException {
    SparkProcess.prepare();
    return new SweepRun(request, listener, stop).run();
  }

  private Result run() throws InterruptedException {
    SparkConf conf =
        SweepExecution.configure(
            new SparkConf().setAppName("ablate " + sweep.name()), request.threads(), devices());
    Devices.check(devices(), sweep.engine(), conf).ifPresent(listener::placed);
    ResultsLocation location = SparkLocation.of(sweep.output(), conf);
    ImageDataset images = Datasets.load(sweep.dataset(), request.data(), listener::decoded);
    ResultsFolder folder = ResultsFolder.create(location, sweep.name());
    listener.images(images);
    try (FolderLock lock = folder.lock(listener::notice)) {
      RunChecks.refuseDamage(folder);
      RunChecks.refuseOtherData(folder, sweep, images);
      try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
        return run(spark, images, folder, lock);
      }
    }
  }

  private Result run(SparkSession spark, ImageDataset images, ResultsFolder folder, FolderLock lock)
      throws InterruptedException {
    int slots = SweepExecution.awaitSlots(spark.sparkContext());
    CostCache costs = new CostCache(sweep, slots, listener::notice);
    SweepPlan plan =
        RunPlanner.plan(
            sweep,
            folder.location(),
            images,
            Earlier.in(folder),
            request.retried(),
            costs.model(),
            slots);
    listener.planned(plan, slots);
    RunRecords.start(folder, sweep, request.resolvedConfig(), plan, images, spark.version());
    train(spark, plan, rule(plan, images, folder), folder, lock);
    lock.verify();
    long left = left(plan.toRun(), folder.finished());
    if (!stop.isRequested()) {
      costs.learn(plan.toRun(), DataFacts.of(images), folder);
      folder.compact(READERS_MAY_TAKE);
    }
    folder.writeTables();
    return new Result(folder, stop.isRequested(), left);
  }

  private void train(
      SparkSession spark,
      SweepPlan plan,
      Optional<StoppingRule> rule,
      ResultsFolder folder,
      FolderLock lock)
      throws InterruptedException {
    SweepJob job =
        new SweepJob(
            plan.requests(sweep.weightsKept()),
            plan.summaries(),
            sweep.engine(),
            new EngineSettings(request.threads()),
            devices(),
            limits(),
            rule,
            request.data(),
            folder,
            sweep.budget().startSeconds());
    listener.trainingBegins(plan, folder, spark.sparkContext().isLocal());
    try (EarlyMerges merges =
        new EarlyMerges(folder, lock::verify, listener::notice, EarlyMerges.TRIALS)) {
      SweepExecution.run(
          JavaSparkContext.fromSparkContext(spark.sparkContext()),
          job,
          new Committed(listener, merges::committed),
          lock::verify,
          stop);
    } finally {
      listener.trainingEnded();
    }
  }

  /** Also hears when a trial's row was committed. */
  private record Committed(SweepListener listener, Runnable committed) implements SweepListener {

    @Override
    public void progress(ProgressEvent event) {
      listener.progress(event);
      if (event instanceof ProgressEvent.Ended) {
        committed.run();
      }
    }

    @Override
    public void device(DeviceNotice notice) {
      listener.device(notice);
    }

    @Override
    public void notice(String line) {
      listener.notice(line);
    }
  }

  /** Knows what earlier runs' trials reached. */
  private Optional<StoppingRule> rule(SweepPlan plan, ImageDataset images, ResultsFolder folder) {
    String engine = Engines.provider(sweep.engine()).identity();
    Optional<StoppingRule> rule =
        StoppingRule.of(
            sweep.stopping(),
            ProtectedTrials.of(
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

  private static long left(List<PlannedTrial> asked, Map<TrialId, FinishedTrial> finished) {
    return asked.stream()
        .filter(trial -> attempts(finished.get(trial.id())) < trial.attempt())
        .count();
  }

  private static int attempts(FinishedTrial trial) {
    return trial == null ? 0 : trial.attempt();
  }

  private TrialLimits limits() {
    TimeSpan trialTime = sweep.limits().trialTime();
    return new TrialLimits(
        sweep.checkpointEvery().seconds(),
        trialTime == null ? null : trialTime.seconds(),
        sweep.limits().silentTime().seconds());
  }

  private DeviceRequest devices() {
    return new DeviceRequest(sweep.device(), sweep.trialsPerDevice());
  }
}
