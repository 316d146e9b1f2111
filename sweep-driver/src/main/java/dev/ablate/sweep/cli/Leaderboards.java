package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.LeaderboardRow;
import dev.ablate.sweep.results.ResultsFolder;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints the best trials. */
final class Leaderboards {

  private static final int SHOWN = 5;

  private Leaderboards() {}

  static void print(PrintWriter out, ResultsFolder folder) {
    List<LeaderboardRow> rows = folder.leaderboard(SHOWN);
    if (rows.isEmpty()) {
      return;
    }
    out.println();
    out.println("rank  trial             validation    test   epoch  parameters  train time");
    for (LeaderboardRow row : rows) {
      out.printf(
          Locale.ROOT,
          "%4d  %-16s  %10s  %6s  %6d  %,10d  %10s%n",
          row.rank(),
          row.id(),
          share(row.scores().validationAccuracy()),
          share(row.scores().testAccuracy()),
          row.epoch(),
          row.parameters(),
          Durations.text(row.trainSeconds()));
    }
  }

  private static String share(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
