package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.SchedulerBenchmark;
import dev.ablate.sweep.bench.TrialLoad;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.execution.SparkProcess;
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
      "within 30 percent. How much later the last ends than any order could have it, how busy the",
      "slots were until the last trial began, and what the driver took."
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

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "A standalone cluster with so many slots, as of deploy/local-cluster (default: this process).")
  String master;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    SparkProcess.prepare();
    TrialLoad load = TrialLoad.waiting(trials);
    SchedulerBenchmark.Timing timing =
        master == null
            ? SchedulerBenchmark.run(load, slots)
            : SchedulerBenchmark.run(load, master, RunCommand.jobJar(), slots);
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d trials in %d slots%s: %d rows committed after %.1f s, lower bound %.1f s, ratio %.3f%n"
                + "slots busy %.1f %% until the last trial began; the driver: %.2f of a core, at most"
                + " %.0f MB%n",
            timing.trials(),
            slots,
            master == null ? " of this process" : " of " + master,
            timing.committed(),
            timing.run(),
            timing.lowerBound(),
            timing.run() / timing.lowerBound(),
            100 * timing.driver().busy(),
            timing.driver().cores(),
            timing.driver().peakBytes() / 1e6);
    return 0;
  }
}
