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

  private final List<BenchmarkSubject> subjects;
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
      List<BenchmarkSubject> subjects,
      DatasetLocator locator,
      PyTorchBenchmark pyTorch,
      int iterations,
      PrintWriter out) {
    this.subjects = List.copyOf(subjects);
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
        "%d trials at a time on %s; batch %d (%s %d), Adam%n",
        cores,
        engine.device(),
        BenchmarkSubject.LENET.batch(),
        Names.kebab(BenchmarkSubject.RESNET18),
        BenchmarkSubject.RESNET18.batch());
    for (BenchmarkSubject subject : subjects) {
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
    int steps = steps(subject);
    ImageDataset images = subject.load(locator);
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
    shares.add(share(subject, split, ours, peak));
    if (subject == BenchmarkSubject.RESNET18) {
      predict(engine, images, split, cores, steps);
      return;
    }
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
  }

  private int steps(BenchmarkSubject subject) {
    return switch (subject) {
      case LENET -> iterations;
      case CONV3BN, SIX_MILLION, RESNET20 -> Math.max(1, iterations / 10);
      case RESNET18 -> Math.max(1, iterations / 50);
    };
  }

  private static String share(
      BenchmarkSubject subject, SplitDataset split, double imagesPerSecond, double peak) {
    double operations =
        imagesPerSecond * EngineBenchmark.operationsPerImage(subject, split.shape());
    return String.format(Locale.ROOT, "%s %.0f %%", Names.kebab(subject), 100 * operations / peak);
  }

  /** Predicting, in turns likewise: where pictures are large, it is what serving costs. */
  private void predict(
      TrainingEngine engine, ImageDataset images, SplitDataset split, int cores, int times)
      throws IOException, InterruptedException {
    BenchmarkSubject subject = BenchmarkSubject.RESNET18;
    double ours = 0;
    double theirs = 0;
    for (int turn = 0; turn < 2; turn++) {
      ours += EngineBenchmark.predictionsPerSecond(engine, subject, split, cores, times) / 2;
      theirs += pyTorch.predictionsPerSecond(subject, images, cores, times) / 2;
    }
    out.printf(
        Locale.ROOT,
        "%s, predicting: ours %.0f images/s, PyTorch %.0f images/s, ratio %.2f%n",
        Names.kebab(subject),
        ours,
        theirs,
        ours / theirs);
  }
}
