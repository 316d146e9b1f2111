package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.RunProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says in text how a run goes on, as its folder has it. */
final class Following {

  /** A run tells of itself every few seconds; after so long it trains no more, or cannot write. */
  static final Duration SILENT = Duration.ofMinutes(2);

  private static final String INDENT = "          ";

  private final ResultsFolder folder;
  private final PrintWriter out;

  Following(ResultsFolder folder, PrintWriter out) {
    this.folder = folder;
    this.out = out;
  }

  /** What a run told, and where it is silent, since when. */
  static List<String> lines(RunProgress told, Instant now) {
    List<String> lines = new ArrayList<>();
    String word = told.over() ? "over      " : "running   ";
    for (String line : told.lines()) {
      lines.add((lines.isEmpty() ? word : INDENT) + line);
    }
    if (isSilent(told, now)) {
      lines.add(
          "silent    nothing was heard of it for "
              + Durations.text(Duration.between(told.at(), now).toMillis() / 1e3)
              + "; run it again to go on, unless it is still there");
    }
    return lines;
  }

  /** Whether it says that it trains, but has not for long. */
  static boolean isSilent(RunProgress told, Instant now) {
    return !told.over() && Duration.between(told.at(), now).compareTo(SILENT) > 0;
  }

  /** Prints each new word of the run, until it is over or silent. */
  void untilOver() throws InterruptedException {
    Instant said = null;
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      Optional<RunProgress> told = folder.progress();
      if (told.isEmpty()) {
        return;
      }
      if (!told.get().at().equals(said)) {
        said = told.get().at();
        lines(told.get(), Instant.now()).forEach(out::println);
        out.flush();
      }
      if (told.get().over() || isSilent(told.get(), Instant.now())) {
        return;
      }
      never.await(2, TimeUnit.SECONDS);
    }
  }
}
