package dev.ablate.sweep.cli;

import dev.ablate.sweep.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    Path folder = Files.createTempDirectory("ablate-bench");
    try {
      SchedulerBenchmark.Timing timing = SchedulerBenchmark.run(folder, trials, slots);
      command
          .commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%d trials on local[%d]: %d rows committed, %.2f ms a trial%n"
                  + "plan %.1f s, record %.1f s, run %.1f s, tables %.1f s%n",
              timing.trials(),
              slots,
              timing.committed(),
              1_000 * timing.run() / timing.trials(),
              timing.plan(),
              timing.record(),
              timing.run(),
              timing.tables());
      return 0;
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
