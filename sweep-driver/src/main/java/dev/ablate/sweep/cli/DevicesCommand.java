package dev.ablate.sweep.cli;

import dev.ablate.device.CudaBackend;
import dev.ablate.device.DeviceSurvey;
import dev.ablate.device.DeviceWish;
import dev.ablate.device.NvidiaSmi;
import dev.ablate.device.StartCheck;
import dev.ablate.engine.Engines;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a run would train on here. */
@Command(
    name = "devices",
    description = "Says which devices this machine has and what a run would train on.",
    mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "What would train (default: ${DEFAULT-VALUE}).")
  String engine = "dl4j";

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "As sweep.device: auto, cpu or cuda (default: ${DEFAULT-VALUE}).")
  DeviceWish wish = DeviceWish.AUTO;

  @Spec CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    Optional<CudaBackend> backend = Engines.provider(engine).cuda();
    DeviceSurvey survey = NvidiaSmi.survey();
    out.println("backend   " + backend.map(CudaBackend::name).orElse("cpu only"));
    if (survey instanceof DeviceSurvey.Found found) {
      found.devices().forEach(device -> out.println("found     " + device.description()));
    }
    DeviceLines.print(out, StartCheck.decide(wish, backend, () -> survey));
    return 0;
  }
}
