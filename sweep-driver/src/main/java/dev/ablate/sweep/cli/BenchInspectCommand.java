package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.KeptWeightsBenchmark;
import dev.ablate.sweep.bench.LookBenchmark;
import dev.ablate.sweep.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What it costs to look into networks, and to keep weights for it while one trains. */
@Command(
    name = "inspect",
    description = {
      "Looks at a network of 64, 128 and 256 filters for CIFAR-10 over its test set, then trains",
      "LeNet 1,000 steps with and without inspect at steps 0, 30 and 1,000."
    },
    mixinStandardHelpOptions = true)
final class BenchInspectCommand implements Callable<Integer> {

  private static final int WHOLE_PASSES_OVER = 64;
  private static final int WHOLE_PASSES_PAIRS = 3;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Pairs of trainings; 0 for none (default: ${DEFAULT-VALUE}).")
  int pairs = 9;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Test images that are looked at; 0 for no looks (default: ${DEFAULT-VALUE}).")
  int images = 10_000;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "That share the images (default: as many as there are cores).")
  int threads = Runtime.getRuntime().availableProcessors();

  @ParentCommand BenchCommand bench;
  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, IOException {
    if (images > 0) {
      look();
    }
    if (pairs > 0) {
      train();
    }
    return 0;
  }

  private void look() throws ConfigException {
    LookBenchmark looks = new LookBenchmark(bench.data, images, threads);
    List<LookBenchmark.Pair> turns = looks.besideWholePasses(WHOLE_PASSES_OVER, WHOLE_PASSES_PAIRS);
    say(
        "ablate     %d images: %.1f s, as many whole passes %.1f s of the processor; %.3f of them in"
            + " the median, from %.3f to %.3f",
        Math.min(images, WHOLE_PASSES_OVER),
        median(turns, LookBenchmark.Pair::ablate),
        median(turns, LookBenchmark.Pair::whole),
        median(turns, LookBenchmark.Pair::share),
        least(turns, LookBenchmark.Pair::share),
        most(turns, LookBenchmark.Pair::share));
    say(looks.occlusion());
    say(looks.strongest());
    say(looks.ablate());
  }

  private void say(LookBenchmark.Look look) {
    say(
        "%-10s %,d units, %,d images, %d threads: %.1f s, %.1f s of the processor",
        look.name(), look.units(), look.images(), threads, look.seconds(), look.processor());
  }

  private void train() throws ConfigException, IOException {
    List<KeptWeightsBenchmark.Pair> all = KeptWeightsBenchmark.run(pairs);
    say(
        "training   %d pairs: without %.3f s, with %.3f s of the processor; slower by %.2f %% in the"
            + " median, from %.2f to %.2f",
        pairs,
        median(all, KeptWeightsBenchmark.Pair::without),
        median(all, KeptWeightsBenchmark.Pair::with),
        100 * median(all, KeptWeightsBenchmark.Pair::slower),
        100 * least(all, KeptWeightsBenchmark.Pair::slower),
        100 * most(all, KeptWeightsBenchmark.Pair::slower));
  }

  private void say(String format, Object... values) {
    PrintWriter out = command.commandLine().getOut();
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  private static <T> double[] sorted(List<T> all, ToDoubleFunction<T> value) {
    return all.stream().mapToDouble(value).sorted().toArray();
  }

  private static <T> double least(List<T> all, ToDoubleFunction<T> value) {
    return sorted(all, value)[0];
  }

  private static <T> double most(List<T> all, ToDoubleFunction<T> value) {
    return sorted(all, value)[all.size() - 1];
  }

  private static <T> double median(List<T> all, ToDoubleFunction<T> value) {
    double[] sorted = sorted(all, value);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
