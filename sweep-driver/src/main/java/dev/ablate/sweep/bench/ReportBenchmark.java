package dev.ablate.sweep.bench;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long the report and each plot of a large sweep take, of rows that no training made. Each is a
 * process of its own, started with this one's options, so its limit of memory holds for them.
 */
public final class ReportBenchmark {

  private static final List<String> MEASURES =
      List.of("train loss", "train learning_rate", "validation accuracy", "test accuracy");

  private final int trials;
  private final int epochs;
  private final Class<?> program;
  private final PrintWriter out;

  /**
   * A benchmark.
   *
   * @param epochs of each trial; four numbers each
   * @param program whose main method knows {@code report} and {@code plot}
   */
  public ReportBenchmark(int trials, int epochs, Class<?> program, PrintWriter out) {
    this.trials = trials;
    this.epochs = epochs;
    this.program = program;
    this.out = out;
  }

  /**
   * Prints each time, and leaves nothing.
   *
   * @param kinds of plots
   */
  public void run(List<String> kinds) throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path results = folder.path().resolve("results");
      ResultsFolder made = ResultsFolder.create(ResultsLocation.of(results.toString()), "bench");
      new MadeUpResults(trials, epochs, MEASURES).write(made);
      made.compact(Duration.ZERO);
      out.printf(
          Locale.ROOT,
          "%,d trials, %d epochs, %d numbers an epoch; at most %,d MB of heap%n",
          trials,
          epochs,
          MEASURES.size(),
          Runtime.getRuntime().maxMemory() >> 20);
      Path report = folder.path().resolve("report.html");
      time("report", results.toString(), "-o", report.toString());
      out.printf(Locale.ROOT, "%6.1f MB report%n", report.toFile().length() / 1e6);
      for (String kind : kinds) {
        String file = folder.path().resolve(kind + ".svg").toString();
        time("plot", results.toString(), kind, "-o", file);
      }
    }
  }

  private void time(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    // As the launcher starts them.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    String what = arguments[0] + (arguments[0].equals("plot") ? " " + arguments[2] : "");
    long start = System.nanoTime();
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException(what + " ended with " + exit);
    }
    out.printf(Locale.ROOT, "%6.2f s  %s%n", (System.nanoTime() - start) / 1e9, what);
    out.flush();
  }
}
