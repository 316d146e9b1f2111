package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.RefitBenchmark;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.execution.SparkProcess;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a second worker brings a refit. */
@Command(
    name = "refit",
    description = "Trains LeNet by one worker, then by several: how much faster they are.",
    mixinStandardHelpOptions = true)
final class BenchRefitCommand implements Callable<Integer> {

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Workers of one core each (default: ${DEFAULT-VALUE}).")
  int workers = 2;

  @Option(
      names = "--epochs",
      paramLabel = "E",
      description = "Epochs that are timed (default: ${DEFAULT-VALUE}).")
  int epochs = 3;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "A standalone cluster, whose executors get one core each (default: this process).")
  String master;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    SparkProcess.prepare();
    double one = RefitBenchmark.rate(master, RunCommand.jobJar(), 1, epochs);
    double several = RefitBenchmark.rate(master, RunCommand.jobJar(), workers, epochs);
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "refit of LeNet: 1 worker %,.0f images/s, %d workers %,.0f images/s, ratio %.2f%n",
            one,
            workers,
            several,
            several / one);
    return 0;
  }
}
