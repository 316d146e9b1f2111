package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.ReportBenchmark;
import dev.ablate.sweep.report.plot.PlotKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long the report and the plots of a large sweep take. */
@Command(
    name = "report",
    description = "Makes the report and each plot of many trials that nothing trained.",
    mixinStandardHelpOptions = true)
final class BenchReportCommand implements Callable<Integer> {

  @Option(names = "--trials", paramLabel = "N", description = "Trials (default: ${DEFAULT-VALUE}).")
  int trials = 10_000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of each trial (default: ${DEFAULT-VALUE}).")
  int epochs = 100;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> kinds = Stream.of(PlotKind.values()).map(PlotKind::toString).toList();
    new ReportBenchmark(trials, epochs, Main.class, command.commandLine().getOut()).run(kinds);
    return 0;
  }
}
