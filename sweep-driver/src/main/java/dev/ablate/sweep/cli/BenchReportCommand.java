package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.ReportBenchmark;
import dev.ablate.sweep.report.plot.PlotKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How long the report and the plots of a large sweep take. */
@Command(
    name = "report",
    description = "Makes the report and each plot of many trials that nothing trained.",
    mixinStandardHelpOptions = true)
final class BenchReportCommand implements Callable<Integer> {

  @Mixin MadeUpSize size;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> kinds = Stream.of(PlotKind.values()).map(PlotKind::toString).toList();
    new ReportBenchmark(size.trials, size.epochs, Main.class, command.commandLine().getOut())
        .run(kinds);
    return 0;
  }
}
