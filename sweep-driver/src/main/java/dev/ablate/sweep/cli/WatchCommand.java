package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves the page of a sweep while it runs, wherever it runs: it only reads the folder. */
@Command(
    name = "watch",
    description = "Serves a page of a sweep that follows its run; ends with Ctrl-C.",
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port (default: ${DEFAULT-VALUE}, any that is free).")
  int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description =
          "The interface (default: ${DEFAULT-VALUE}, this machine alone). On another, whoever reads"
              + " the address on the way reads the page.")
  String host = LivePage.HERE;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    try (LivePage page =
        LivePage.serve(ResultsFolder.open(ResultsLocation.of(results)), host, port)) {
      out.println("watch     " + page.address());
      out.flush();
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
