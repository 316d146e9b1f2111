package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.SchedulerBenchmark;
import dev.ablate.sweep.config.ConfigException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How near the order of trials comes to the best that any could do. */
@Command(
    name = "makespan",
    description = {
      "Runs trials that only wait, from 1 to 40 seconds, heavy-tailed; the plan knows how long",
      "within 30 percent. How much later the last ends than any order could have it."
    },
    mixinStandardHelpOptions = true)
final class BenchMakespanCommand implements Callable<Integer> {

  @Option(names = "--trials", paramLabel = "N", description = "Trials (default: ${DEFAULT-VALUE}).")
  int trials = 1_000;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Trials at a time (default: ${DEFAULT-VALUE}).")
  int slots = 64;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    SchedulerBenchmark.Timing timing =
        SchedulerBenchmark.run(SchedulerBenchmark.waiting(trials), slots);
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d trials on local[%d]: %d rows committed after %.1f s, lower bound %.1f s, ratio %.3f%n",
            timing.trials(),
            slots,
            timing.committed(),
            timing.run(),
            timing.lowerBound(),
            timing.run() / timing.lowerBound());
    return 0;
  }
}
