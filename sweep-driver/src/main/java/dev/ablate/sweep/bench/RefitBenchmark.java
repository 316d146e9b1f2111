package dev.ablate.sweep.bench;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.execution.RefitJob;
import dev.ablate.sweep.execution.RefitStage;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.SparkLocation;
import dev.ablate.sweep.run.Earlier;
import dev.ablate.sweep.run.RunPlanner;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** What more workers bring a refit: LeNet on the sample of Fashion-MNIST that is in the jar. */
public final class RefitBenchmark {

  private static final int AVERAGE_EVERY = 10;

  private RefitBenchmark() {}

  /**
   * Trained images a second, the evaluation of every epoch included.
   *
   * @param master of Spark; null for as many cores of this process as there are workers
   * @param workers executors of one core each
   */
  public static double rate(String master, String jobJar, int workers, int epochs)
      throws ConfigException, IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path file = Files.writeString(folder.path().resolve("bench.conf"), study(folder.path()));
      SweepSpec sweep = ConfigLoader.load(file, List.of());
      ImageDataset images = Datasets.load(sweep.dataset(), DatasetLocator.of(List.of()));
      SparkConf conf =
          RefitStage.configure(
              new SparkConf()
                  .setAppName("bench")
                  .setMaster(master == null ? "local[" + workers + "]" : master)
                  .set("spark.jars", jobJar)
                  .set("spark.executor.cores", "1")
                  .set("spark.cores.max", Integer.toString(workers)));
      ResultsFolder results =
          ResultsFolder.create(SparkLocation.of(sweep.output(), conf), sweep.name());
      TrialSpec spec =
          RunPlanner.plan(
                  sweep,
                  results.location(),
                  images,
                  Earlier.NOTHING,
                  Set.of(),
                  Optional.empty(),
                  workers)
              .toRun()
              .get(0)
              .spec();
      try (JavaSparkContext spark = new JavaSparkContext(conf)) {
        RefitStage.awaitWorkers(spark, workers);
        RefitStage.run(spark, job("warm", spec.withEpochs(1), sweep, workers, results));
        long start = System.nanoTime();
        RefitStage.run(spark, job("timed", spec.withEpochs(epochs), sweep, workers, results));
        double seconds = (System.nanoTime() - start) / 1e9;
        return (double) epochs * Datasets.split(images, sweep.dataset()).train().count() / seconds;
      }
    }
  }

  private static RefitJob job(
      String id, TrialSpec spec, SweepSpec sweep, int workers, ResultsFolder results) {
    return new RefitJob(
        id,
        spec,
        sweep.engine(),
        workers,
        AVERAGE_EVERY,
        false,
        DatasetLocator.of(List.of()),
        results.location());
  }

  private static String study(Path folder) {
    return String.format(
        Locale.ROOT,
        """
        sweep {
          name = bench
          output = "%s"
          device = cpu
          dataset { name = fashion-mnist, test-limit = 1000 }
          network { layers = [
            { name = conv1, type = conv, filters = 20, kernel = 5 }
            { name = pool1, type = pool, size = 2 }
            { name = conv2, type = conv, filters = 50, kernel = 5 }
            { name = pool2, type = pool, size = 2 }
            { name = dense, type = dense, units = 500 }
          ] }
          training { epochs = 1, batch-size = 64, optimizer { name = adam, learning-rate = 1e-3 } }
        }
        """,
        folder.resolve("results"));
  }
}
