package dev.ablate.sweep.bench;

import dev.ablate.bench.BenchmarkSubject;
import dev.ablate.bench.EngineBenchmark;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.spec.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How fast this machine's cores train some networks: one trial a core, and PyTorch likewise. */
public final class EngineComparison {

  private static final List<BenchmarkSubject> SUBJECTS =
      List.of(BenchmarkSubject.LENET, BenchmarkSubject.CONV3BN, BenchmarkSubject.RESNET20);

  private final DatasetLocator locator;
  private final PyTorchBenchmark pyTorch;
  private final int iterations;
  private final PrintWriter out;
  private final List<String> costs = new ArrayList<>();
  private final List<String> shares = new ArrayList<>();

  /**
   * To be printed.
   *
   * @param iterations steps of each LeNet; a tenth of the larger networks
   */
  public EngineComparison(
      DatasetLocator locator, PyTorchBenchmark pyTorch, int iterations, PrintWriter out) {
    this.locator = locator;
    this.pyTorch = pyTorch;
    this.iterations = iterations;
    this.out = out;
  }

  /** Measures all; a line for each network, then what they cost beside their steps. */
  public void run() throws IOException, InterruptedException {
    TrainingEngine engine = Engines.open("dl4j", new EngineSettings(1));
    int cores = Runtime.getRuntime().availableProcessors();
    double peak = EngineBenchmark.productPeak(engine, cores);
    out.printf(
        Locale.ROOT,
        "%d trials at a time on %s; batch %d, Adam%n",
        cores,
        engine.device(),
        EngineBenchmark.BATCH);
    for (BenchmarkSubject subject : SUBJECTS) {
      measure(engine, subject, cores, peak);
    }
    out.printf(
        Locale.ROOT,
        "share of the matrix product peak, %.0f GFLOP/s: %s%n",
        peak / 1e9,
        String.join(", ", shares));
    costs.forEach(out::println);
  }

  private void measure(TrainingEngine engine, BenchmarkSubject subject, int cores, double peak)
      throws IOException, InterruptedException {
    int steps = subject == BenchmarkSubject.LENET ? iterations : Math.max(1, iterations / 10);
    ImageDataset images = Datasets.load(subject.dataset(), locator);
    SplitDataset split = Datasets.split(images, subject.dataset());
    // In turns, so that what else the machine does meets both alike.
    double ours = EngineBenchmark.imagesPerSecond(engine, subject, split, cores, steps);
    double theirs = pyTorch.imagesPerSecond(subject, images, "cpu", cores, steps);
    ours = (ours + EngineBenchmark.imagesPerSecond(engine, subject, split, cores, steps)) / 2;
    theirs = (theirs + pyTorch.imagesPerSecond(subject, images, "cpu", cores, steps)) / 2;
    String name = Names.kebab(subject);
    out.printf(
        Locale.ROOT,
        "%s: ours %.0f images/s, PyTorch %.0f images/s, ratio %.2f%n",
        name,
        ours,
        theirs,
        ours / theirs);
    EngineBenchmark.Overhead overhead =
        EngineBenchmark.overhead(engine, subject, split, cores, steps);
    costs.add(
        String.format(
            Locale.ROOT,
            "%s: evaluating %,d images costs %.1f %% of an epoch of %,d;"
                + " %.1f %% of training is outside its steps",
            name,
            EngineBenchmark.EVALUATED,
            100 * overhead.evaluationShare(),
            EngineBenchmark.EPOCH,
            100 * overhead.outsideSteps()));
    double operations = ours * EngineBenchmark.operationsPerImage(subject, split.shape());
    shares.add(String.format(Locale.ROOT, "%s %.0f %%", name, 100 * operations / peak));
  }
}
