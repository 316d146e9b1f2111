package dev.ablate.sweep.cli;

import dev.ablate.BenchmarkSubject;
import dev.ablate.EngineBenchmark;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.device.DeviceWish;
import dev.ablate.device.NvidiaSmi;
import dev.ablate.device.Placement;
import dev.ablate.device.StartCheck;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.spec.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Measures training speed, beside PyTorch where it is installed. */
@Command(
    name = "bench",
    description = "Measures speed.",
    mixinStandardHelpOptions = true,
    subcommands = {BenchSchedulerCommand.class, BenchMakespanCommand.class})
final class BenchCommand {

  private static final List<BenchmarkSubject> ON_PROCESSOR =
      List.of(BenchmarkSubject.LENET, BenchmarkSubject.CONV3BN);

  @Spec CommandSpec spec;

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "A folder to look for data sets in, first; may be given more than once.")
  List<Path> data = new ArrayList<>();

  @Option(
      names = "--iterations",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "Steps of each LeNet; a tenth of the larger network (default: 400).")
  int iterations = 400;

  @Option(
      names = "--python",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "A Python that has PyTorch (default: /usr/bin/python3).")
  String python = "/usr/bin/python3";

  @Option(
      names = "--script",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "PyTorch's side (default: worker/src/bench/pytorch.py).")
  Path script = Path.of("worker/src/bench/pytorch.py");

  /** Two networks, one trial a core and one thread a trial; PyTorch likewise. */
  @Command(name = "engine", description = "Trains two networks, and the same in PyTorch.")
  int engine() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    TrainingEngine engine = Engines.open("dl4j", new EngineSettings(1));
    int cores = Runtime.getRuntime().availableProcessors();
    double peak = EngineBenchmark.productPeak(engine, cores);
    out.printf(
        "%d trials at a time on %s; batch %d, Adam%n",
        cores, engine.device(), EngineBenchmark.BATCH);
    List<String> shares = new ArrayList<>();
    List<String> costs = new ArrayList<>();
    for (BenchmarkSubject subject : ON_PROCESSOR) {
      int steps = subject == BenchmarkSubject.LENET ? iterations : Math.max(1, iterations / 10);
      ImageDataset images = Datasets.load(subject.dataset(), DatasetLocator.of(data));
      SplitDataset split = Datasets.split(images, subject.dataset());
      // In turns, so that what else the machine does meets both alike.
      double ours = EngineBenchmark.imagesPerSecond(engine, subject, split, cores, steps);
      double theirs = pyTorch().imagesPerSecond(subject, images, "cpu", cores, steps);
      ours = (ours + EngineBenchmark.imagesPerSecond(engine, subject, split, cores, steps)) / 2;
      theirs = (theirs + pyTorch().imagesPerSecond(subject, images, "cpu", cores, steps)) / 2;
      String name = Names.kebab(subject);
      out.printf(
          "%s: ours %.0f images/s, PyTorch %.0f images/s, ratio %.2f%n",
          name, ours, theirs, ours / theirs);
      EngineBenchmark.Overhead overhead =
          EngineBenchmark.overhead(engine, subject, split, cores, steps);
      costs.add(
          String.format(
              "%s: evaluating %,d images costs %.1f %% of an epoch of %,d;"
                  + " %.1f %% of training is outside its steps",
              name,
              EngineBenchmark.EVALUATED,
              100 * overhead.evaluationShare(),
              EngineBenchmark.EPOCH,
              100 * overhead.outsideSteps()));
      double operations = ours * EngineBenchmark.operationsPerImage(subject, split.shape());
      shares.add(String.format("%s %.0f %%", name, 100 * operations / peak));
    }
    out.printf(
        "share of the matrix product peak, %.0f GFLOP/s: %s%n",
        peak / 1e9, String.join(", ", shares));
    costs.forEach(out::println);
    return 0;
  }

  /** More and more trials on one device; PyTorch likewise. */
  @Command(
      name = "gpu",
      description = "Trains three networks on a device, 1 to 16 trials at a time.",
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:measured", Main.NO_DEVICE + ":there is no device to measure"})
  int gpu() throws IOException, InterruptedException {
    Placement placement =
        StartCheck.decide(DeviceWish.AUTO, Engines.provider("dl4j").cuda(), NvidiaSmi::survey);
    if (placement instanceof Placement.Cuda cuda) {
      DatasetLocator locator = DatasetLocator.of(data);
      new GpuBenchmark(cuda, locator, pyTorch(), iterations, spec.commandLine().getOut()).run();
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println("nothing was measured, " + placement.line());
    placement.warnings().forEach(err::println);
    return Main.NO_DEVICE;
  }

  private PyTorchBenchmark pyTorch() {
    return new PyTorchBenchmark(python, script);
  }
}
