package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.InspectBenchmark;
import dev.ablate.sweep.bench.InspectBenchmark.Pair;
import dev.ablate.sweep.config.ConfigException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What pictures of a training cost it. */
@Command(
    name = "inspect",
    description = "Trains LeNet 1,000 steps with and without inspect at steps 0, 30 and 1,000.",
    mixinStandardHelpOptions = true)
final class BenchInspectCommand implements Callable<Integer> {

  @Option(names = "--pairs", paramLabel = "N", description = "Pairs (default: ${DEFAULT-VALUE}).")
  int pairs = 9;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, IOException {
    List<Pair> all = InspectBenchmark.run(pairs);
    double[] slower = all.stream().mapToDouble(Pair::slower).sorted().toArray();
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d pairs: without %.3f s, with %.3f s of the processor; slower by %.2f %% in the"
                + " median, from %.2f to %.2f%n",
            pairs,
            median(all.stream().mapToDouble(Pair::without).sorted().toArray()),
            median(all.stream().mapToDouble(Pair::with).sorted().toArray()),
            100 * median(slower),
            100 * Arrays.stream(slower).min().orElse(Double.NaN),
            100 * Arrays.stream(slower).max().orElse(Double.NaN));
    return 0;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
