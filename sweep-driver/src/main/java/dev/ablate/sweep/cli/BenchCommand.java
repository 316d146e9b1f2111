package dev.ablate.sweep.cli;

import dev.ablate.bench.BenchmarkSubject;
import dev.ablate.data.DatasetLocator;
import dev.ablate.device.DeviceWish;
import dev.ablate.device.NvidiaSmi;
import dev.ablate.device.Placement;
import dev.ablate.device.StartCheck;
import dev.ablate.engine.Engines;
import dev.ablate.sweep.bench.EngineComparison;
import dev.ablate.sweep.bench.GpuBenchmark;
import dev.ablate.sweep.bench.PyTorchBenchmark;
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
    subcommands = {
      BenchSchedulerCommand.class,
      BenchMakespanCommand.class,
      BenchTablesCommand.class,
      BenchReportCommand.class,
      BenchInspectCommand.class,
      BenchRefitCommand.class,
      BenchDataCommand.class
    })
final class BenchCommand {

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
      description =
          "Steps of each LeNet; a tenth of the larger networks, a fiftieth of ResNet-18 (default: 400).")
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

  /** Some networks, one trial a core and one thread a trial; PyTorch likewise. */
  @Command(name = "engine", description = "Trains four networks, and the same in PyTorch.")
  int engine(
      @Option(
              names = "--networks",
              split = ",",
              paramLabel = "NAME",
              defaultValue = "lenet,conv3bn,resnet20,resnet18",
              description = "Which of them (default: ${DEFAULT-VALUE}).")
          List<BenchmarkSubject> networks)
      throws IOException, InterruptedException {
    new EngineComparison(
            networks, DatasetLocator.of(data), pyTorch(), iterations, spec.commandLine().getOut())
        .run();
    return 0;
  }

  /** More and more trials on one device; PyTorch likewise. */
  @Command(
      name = "gpu",
      description = "Trains four networks on a device, 1 to 16 trials at a time.",
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:measured", Main.NO_DEVICE + ":there is no device to measure"})
  int gpu(
      @Option(
              names = "--trials",
              split = ",",
              paramLabel = "N",
              defaultValue = "1,2,4,8,16",
              description = "Trials beside each other (default: ${DEFAULT-VALUE}).")
          List<Integer> trials)
      throws IOException, InterruptedException {
    Placement placement =
        StartCheck.decide(DeviceWish.AUTO, Engines.provider("dl4j").cuda(), NvidiaSmi::survey);
    if (placement instanceof Placement.Cuda cuda) {
      DatasetLocator locator = DatasetLocator.of(data);
      new GpuBenchmark(cuda, locator, pyTorch(), trials, iterations, spec.commandLine().getOut())
          .run();
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
