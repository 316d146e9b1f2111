package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.DataBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What pictures cost that do not fit in memory. */
@Command(
    name = "data",
    description = "Trains on made-up pictures that do not fit in memory; they are deleted after.",
    mixinStandardHelpOptions = true)
final class BenchDataCommand implements Callable<Integer> {

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Pictures (default: ${DEFAULT-VALUE}, 15 GB of pixels at 224).")
  int images = 100_000;

  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      description = "Their height and width (default: ${DEFAULT-VALUE}).")
  int side = 224;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Java's heap (default: ${DEFAULT-VALUE}).")
  String heap = "4g";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where they are made (default: the folder for temporary files).")
  Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException, InterruptedException {
    new DataBenchmark(images, side, heap).run(folder, command.commandLine().getOut());
    return 0;
  }
}
