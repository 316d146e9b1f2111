package dev.ablate.sweep.cli;

import dev.ablate.spec.CanonicalJson;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.execution.RefitJob;
import dev.ablate.sweep.execution.RefitStage;
import dev.ablate.sweep.execution.SparkProcess;
import dev.ablate.sweep.execution.SweepException;
import dev.ablate.sweep.inspection.InspectedTrial;
import dev.ablate.sweep.inspection.TrialFinder;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.SparkLocation;
import dev.ablate.sweep.results.storage.RefitFiles;
import dev.ablate.sweep.results.table.RefitRow;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialSpec;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the chosen configuration on all that a cluster has. */
@Command(
    name = "refit",
    description = {
      "Trains a trial's configuration once more, by several workers that average what they",
      "learn, and keeps the network in RESULTS/refits as safetensors and as DL4J's archive."
    },
    mixinStandardHelpOptions = true)
final class RefitCommand implements Callable<Integer> {

  private static final String TRAIN = "train";
  private static final String BOTH = "train+validation";

  @Mixin OneTrialArguments chosen;

  @Option(
      names = "--workers",
      required = true,
      paramLabel = "N",
      description = "Workers that train beside each other, a core each.")
  int workers;

  @Option(
      names = "--epochs",
      paramLabel = "E",
      description = "Epochs to train (default: the trial's).")
  Integer epochs;

  @Option(
      names = "--on",
      paramLabel = "PARTS",
      description = "train, or train+validation (default: ${DEFAULT-VALUE}).")
  String parts = TRAIN;

  @Option(
      names = "--average-every",
      paramLabel = "STEPS",
      description = "Steps of a worker between two averages (default: ${DEFAULT-VALUE}).")
  int averageEvery = 10;

  @Mixin DataArguments data;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    SparkProcess.prepare();
    check();
    SparkConf conf = RefitStage.configure(new SparkConf().setAppName("ablate refit"));
    ResultsFolder folder = ResultsFolder.open(SparkLocation.of(chosen.results, conf));
    InspectedTrial found = new TrialFinder(folder, data.locator()).find(chosen.trial, null);
    RefitJob job = job(folder, found);
    RefitFiles files = folder.refits();
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      RefitStage.awaitWorkers(spark, workers);
      Instant start = Instant.now();
      RefitStage.Trained trained = RefitStage.run(spark, job);
      KeptRefit kept =
          new KeptRefit(row(job, found, trained, start, files.folder(job.id())), found, trained);
      kept.keep(files, command.commandLine().getErr());
      kept.print(command.commandLine().getOut());
    }
    return 0;
  }

  private void check() {
    if (workers < 1 || averageEvery < 1 || (epochs != null && epochs < 1)) {
      throw new SweepException("--workers, --average-every and --epochs must be positive");
    }
    if (!List.of(TRAIN, BOTH).contains(parts)) {
      throw new SweepException("--on must be " + TRAIN + " or " + BOTH + ", but was " + parts);
    }
  }

  private RefitJob job(ResultsFolder folder, InspectedTrial found) {
    TrialSpec spec = epochs == null ? found.spec() : found.spec().withEpochs(epochs);
    if (parts.equals(BOTH) && spec.training().schedule().kind() == ScheduleSpec.Kind.PLATEAU) {
      throw new SweepException(
          found.describe()
              + " has a plateau schedule, which reads the validation part: refit it --on "
              + TRAIN);
    }
    String id =
        TrialId.of(
                CanonicalJson.write(
                    List.of(
                        found.id().value(),
                        workers,
                        averageEvery,
                        spec.training().epochs(),
                        parts)))
            .value();
    return new RefitJob(
        id,
        spec,
        found.engineName(),
        workers,
        averageEvery,
        parts.equals(BOTH),
        data.locator(),
        folder.location());
  }

  private RefitRow row(
      RefitJob job,
      InspectedTrial found,
      RefitStage.Trained trained,
      Instant start,
      String target) {
    double seconds = start.until(Instant.now(), ChronoUnit.MILLIS) / 1e3;
    int images =
        found.data().train().count() + (job.onValidation() ? found.data().validation().count() : 0);
    int trainedEpochs = job.spec().training().epochs();
    return new RefitRow(
        job.id(),
        found.id().value(),
        workers,
        averageEvery,
        trainedEpochs,
        parts,
        start.truncatedTo(ChronoUnit.MICROS),
        seconds,
        (double) images * trainedEpochs / seconds,
        trained.validationAccuracy(),
        trained.validationLoss(),
        trained.testAccuracy(),
        trained.testLoss(),
        found.spec().engine(),
        target);
  }
}
