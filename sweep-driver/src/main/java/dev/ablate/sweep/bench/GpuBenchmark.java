package dev.ablate.sweep.bench;

import dev.ablate.bench.BenchmarkSubject;
import dev.ablate.bench.EngineBenchmark;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.device.CudaDevice;
import dev.ablate.device.LoadMeter;
import dev.ablate.device.Placement;
import dev.ablate.device.VisibleDevices;
import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.spec.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What one device trains with more and more trials beside each other. */
public final class GpuBenchmark {

  private static final Set<BenchmarkSubject> SUBJECTS =
      EnumSet.complementOf(EnumSet.of(BenchmarkSubject.RESNET18));

  private final CudaDevice device;
  private final DatasetLocator locator;
  private final PyTorchBenchmark pyTorch;
  private final List<Integer> trialCounts;
  private final int iterations;
  private final PrintWriter out;

  /** On the first device of a placement, with each number of trials beside each other. */
  public GpuBenchmark(
      Placement.Cuda placement,
      DatasetLocator locator,
      PyTorchBenchmark pyTorch,
      List<Integer> trialCounts,
      int iterations,
      PrintWriter out) {
    this.device = placement.devices().get(0);
    this.locator = locator;
    this.pyTorch = pyTorch;
    this.trialCounts = List.copyOf(trialCounts);
    this.iterations = iterations;
    this.out = out;
  }

  /** Measures all; a line for each network and number of trials. */
  public void run() throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "%s, driver %s; batch %d, Adam; a trial is one epoch%n",
        device.description(),
        device.driver(),
        BenchmarkSubject.LENET.batch());
    out.println(
        "network      trials  trials/h  images/s  utilisation  memory MiB  PyTorch images/s");
    for (BenchmarkSubject subject : SUBJECTS) {
      ImageDataset images = Datasets.load(subject.dataset(), locator);
      SplitDataset split = Datasets.split(images, subject.dataset());
      for (int trials : trialCounts) {
        measure(subject, images, split, trials);
      }
    }
  }

  private void measure(
      BenchmarkSubject subject, ImageDataset images, SplitDataset split, int trials)
      throws IOException, InterruptedException {
    int ordinal =
        VisibleDevices.ordinal(VisibleDevices.current(), device, Integer.toString(device.index()));
    TrainingEngine engine =
        Engines.open("dl4j", new EngineSettings(1).on(new ComputeTarget.Cuda(ordinal, trials)));
    double ours;
    LoadMeter.Load load;
    try (LoadMeter meter = LoadMeter.start(device.index())) {
      ours = EngineBenchmark.imagesPerSecond(engine, subject, split, trials, iterations);
      load = meter.load();
    }
    double theirs = pyTorch.imagesPerSecond(subject, images, "cuda:" + ordinal, trials, iterations);
    out.printf(
        Locale.ROOT,
        "%-12s %6d %9.0f %9.0f %10.0f %% %11d  %s%n",
        Names.kebab(subject),
        trials,
        ours * 3600 / split.train().count(),
        ours,
        load.utilisation(),
        load.memoryBytes() >> 20,
        Double.isNaN(theirs) ? "not installed" : String.format(Locale.ROOT, "%.0f", theirs));
    // A line at a time: a device may be there for minutes only.
    out.flush();
  }
}
