package dev.ablate.sweep.cli;

import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.page.ReportPage;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the page that people look at before they query. Starts no Spark. */
@Command(
    name = "report",
    description = "Makes one page of a sweep that opens anywhere, offline.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the page goes (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("report.html");

  @Spec CommandSpec command;

  @Override
  public Integer call() {
    OutputFile file = new OutputFile(output);
    file.check();
    byte[] page =
        ReportPage.of(ReportData.read(ResultsFolder.open(ResultsLocation.of(results))))
            .getBytes(StandardCharsets.UTF_8);
    file.write(page);
    command
        .commandLine()
        .getOut()
        .printf(Locale.ROOT, "report    %s, %,.1f MB%n", output, page.length / 1_000_000.0);
    return 0;
  }
}
