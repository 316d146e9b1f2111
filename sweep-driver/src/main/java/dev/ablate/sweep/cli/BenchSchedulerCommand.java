package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.SchedulerBenchmark;
import dev.ablate.sweep.bench.TrialLoad;
import dev.ablate.sweep.config.ConfigException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a trial costs beside its training. */
@Command(
    name = "scheduler",
    description = "Runs trials that train nothing: what each costs until its row is committed.",
    mixinStandardHelpOptions = true)
final class BenchSchedulerCommand implements Callable<Integer> {

  @Option(names = "--trials", paramLabel = "N", description = "Trials (default: ${DEFAULT-VALUE}).")
  int trials = 10_000;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Trials at a time (default: ${DEFAULT-VALUE}).")
  int slots = 2;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    SchedulerBenchmark.Timing timing = SchedulerBenchmark.run(TrialLoad.idle(trials), slots);
    double all = timing.plan() + timing.record() + timing.run();
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d trials on local[%d]: %d rows committed, %.2f ms a trial%n"
                + "plan %.1f s, record %.1f s, run %.1f s; then tables %.1f s%n",
            timing.trials(),
            slots,
            timing.committed(),
            1_000 * all / timing.trials(),
            timing.plan(),
            timing.record(),
            timing.run(),
            timing.tables());
    return 0;
  }
}
