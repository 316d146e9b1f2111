package dev.ablate.sweep.cli;

import dev.ablate.data.ImageDataset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.sweep.config.SweepSpec;
import dev.ablate.sweep.execution.SweepExecution;
import dev.ablate.sweep.execution.SweepExecution.EngineThreads;
import dev.ablate.sweep.execution.SweepJob;
import dev.ablate.sweep.execution.SweepProgress;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.FlatTables;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.ResultsLocation;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialRequest;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
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

  @Mixin ConfigArguments arguments;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Native threads of one trial (default: ${DEFAULT-VALUE}).")
  int threads = 1;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    SweepSpec sweep = arguments.sweep();
    ImageDataset images = arguments.images(sweep);
    ResultsLocation location = ResultsLocation.of(sweep.output());
    ResultsFolder folder = location.create(sweep.name());
    SweepPlan plan = Plans.of(sweep, images, folder.finished());
    out.println("data      " + images.source());
    out.println("plan      " + Plans.counts(plan));
    List<PlannedTrial> toRun = plan.toRun();
    SparkConf conf =
        SweepExecution.configure(
            new SparkConf().setAppName("ablate " + sweep.name()), new EngineThreads(threads));
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      folder = ResultsLocation.of(sweep.output(), hadoop).open();
      RunRecords.start(folder, sweep, plan, images, spark.version());
      SweepProgress progress = new SweepProgress(work(toRun), System::nanoTime);
      try (ProgressDisplay display =
          new ProgressDisplay(progress, out, System.console() != null)) {
        SweepExecution.run(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            new SweepJob(
                requests(toRun, sweep),
                sweep.engine(),
                new EngineSettings(threads),
                arguments.locator(),
                ResultsLocation.of(sweep.output(), hadoop)),
            progress);
      }
      FlatTables.write(spark, sweep.output());
    }
    Leaderboards.print(out, folder, sweep);
    return 0;
  }

  private static Map<TrialId, Double> work(List<PlannedTrial> trials) {
    Map<TrialId, Double> work = new LinkedHashMap<>();
    trials.forEach(trial -> work.put(trial.id(), (double) trial.work()));
    return work;
  }

  private static List<TrialRequest> requests(List<PlannedTrial> trials, SweepSpec sweep) {
    return trials.stream()
        .map(
            trial ->
                new TrialRequest(trial.id(), trial.attempt(), trial.spec(), sweep.snapshots()))
        .toList();
  }
}
