package dev.ablate.sweep.cli;

import dev.ablate.sweep.analysis.AblationStep;
import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.FailureRate;
import dev.ablate.sweep.analysis.Interaction;
import dev.ablate.sweep.analysis.MainEffect;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.Noise;
import dev.ablate.sweep.analysis.Status;
import dev.ablate.sweep.analysis.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Prints effects on one screen. */
final class EffectsTable {

  private static final int WIDTH = 33;
  private static final int MOST_EFFECTS = 24;
  private static final int INTERACTIONS = 3;

  private final PrintWriter out;
  private final Analysis analysis;
  private final Metric metric;
  private final Integer epoch;

  /** Accuracies are printed in points, hundredths. */
  private final double unit;

  /**
   * Of an analysis.
   *
   * @param epoch after which trials are compared; null for the end of each
   */
  EffectsTable(PrintWriter out, Analysis analysis, Metric metric, Integer epoch) {
    this.out = out;
    this.analysis = analysis;
    this.metric = metric;
    this.epoch = epoch;
    this.unit = metric.isAccuracy() ? 100 : 1;
  }

  void print(List<MainEffect> effects, String axis) {
    List<MainEffect> shown =
        effects.stream()
            .filter(row -> !row.isBaseline())
            .sorted(Comparator.comparingDouble((MainEffect row) -> -size(row)))
            .toList();
    heading();
    List<Interaction> interactions =
        analysis.interactions(metric).stream()
            .filter(row -> axis == null || has(row, axis))
            .sorted(Comparator.comparingDouble((Interaction row) -> -size(row)))
            .limit(INTERACTIONS)
            .toList();
    IntervalBar bar = bar(shown, interactions);
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"effect", "difference", "", "95 % interval", "verdict"});
    for (MainEffect row : shown.subList(0, Math.min(shown.size(), MOST_EFFECTS))) {
      lines.add(
          line(
              row.axis().name()
                  + " "
                  + Axis.text(row.value())
                  + ", not "
                  + Axis.text(row.baseline()),
              row.difference(),
              row.low(),
              row.high(),
              bar,
              row.verdict()));
    }
    for (Interaction row : interactions) {
      lines.add(
          line(
              row.axis().name()
                  + " "
                  + Axis.text(row.value())
                  + " with "
                  + row.otherAxis().name()
                  + " "
                  + Axis.text(row.otherValue()),
              row.differenceOfDifferences(),
              row.low(),
              row.high(),
              bar,
              row.verdict()));
    }
    if (shown.isEmpty()) {
      out.println("nothing varies, so there is no effect to see");
    } else {
      align(lines, lines.size() - interactions.size());
    }
    if (shown.size() > MOST_EFFECTS) {
      out.println("... and " + (shown.size() - MOST_EFFECTS) + " smaller; --axis shows one axis");
    }
    out.println();
    failures(axis);
    noise();
    best();
    out.flush();
  }

  private void heading() {
    int cells = analysis.results().cells().size();
    int seeds = analysis.results().seeds().size();
    long completed =
        analysis.results().trials().stream()
            .filter(trial -> trial.status() == Status.COMPLETED)
            .count();
    out.printf(
        Locale.ROOT,
        "%s of %s%s%s: %d %s, %d %s, %d of %d trials completed%n%n",
        metric,
        analysis.results().sweep(),
        epoch == null ? "" : " after epoch " + epoch,
        unit == 1 ? "" : ", in points",
        cells,
        cells == 1 ? "cell" : "cells",
        seeds,
        seeds == 1 ? "seed" : "seeds",
        completed,
        analysis.results().trials().size());
  }

  private String[] line(
      String name, Double difference, Double low, Double high, IntervalBar bar, Verdict verdict) {
    return new String[] {
      name,
      difference == null ? "-" : number("%+.2f", difference),
      bar.of(difference, low, high),
      low == null ? "" : number("%+.2f", low) + " to " + number("%+.2f", high),
      words(verdict)
    };
  }

  /** The verdict, its numbers in the unit of the others. */
  private String words(Verdict verdict) {
    return verdict.text(number -> number("%.2f", number));
  }

  private String number(String format, double value) {
    return String.format(Locale.ROOT, format, unit * value);
  }

  private void align(List<String[]> lines, int effects) {
    int name = lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
    int difference = lines.stream().mapToInt(line -> line[1].length()).max().orElse(0);
    int interval = lines.stream().mapToInt(line -> line[3].length()).max().orElse(0);
    for (int i = 0; i < lines.size(); i++) {
      if (i == effects) {
        out.println("strongest interactions: the surplus of both over each alone");
      }
      String[] line = lines.get(i);
      String bar = line[2].isEmpty() ? " ".repeat(WIDTH) : line[2];
      out.println(
          String.format(
                  Locale.ROOT,
                  "%-" + name + "s  %" + difference + "s  %s  %-" + interval + "s  %s",
                  line[0],
                  line[1],
                  bar,
                  line[3],
                  line[4])
              .stripTrailing());
    }
  }

  private static IntervalBar bar(List<MainEffect> effects, List<Interaction> interactions) {
    double low = 0;
    double high = 0;
    for (MainEffect row : effects) {
      low = Math.min(low, least(row.difference(), row.low()));
      high = Math.max(high, -least(negative(row.difference()), negative(row.high())));
    }
    for (Interaction row : interactions) {
      low = Math.min(low, least(row.differenceOfDifferences(), row.low()));
      high = Math.max(high, -least(negative(row.differenceOfDifferences()), negative(row.high())));
    }
    return new IntervalBar(low, high, WIDTH);
  }

  private static Double negative(Double value) {
    return value == null ? null : (Double) (-value);
  }

  private static double least(Double value, Double end) {
    return value == null ? 0 : end == null ? value : Math.min(value, end);
  }

  private static double size(MainEffect row) {
    return row.difference() == null ? -1 : Math.abs(row.difference());
  }

  private static double size(Interaction row) {
    return row.differenceOfDifferences() == null ? -1 : Math.abs(row.differenceOfDifferences());
  }

  private static boolean has(Interaction row, String axis) {
    return row.axis().name().equals(axis) || row.otherAxis().name().equals(axis);
  }

  private void failures(String axis) {
    List<FailureRate> lost =
        analysis.failures().stream()
            .filter(row -> axis == null || row.axis().name().equals(axis))
            .filter(row -> row.diverged() + row.failed() > 0)
            .sorted(Comparator.comparingDouble(FailureRate::rate).reversed())
            .limit(INTERACTIONS)
            .toList();
    if (lost.isEmpty()) {
      out.println("failures  none");
    }
    for (FailureRate row : lost) {
      out.printf(
          Locale.ROOT,
          "failures  %s=%s: %d of %d, %d diverged and %d failed; between %.0f and %.0f %%%n",
          row.axis().name(),
          Axis.text(row.value()),
          row.diverged() + row.failed(),
          row.n(),
          row.diverged(),
          row.failed(),
          100 * row.low(),
          100 * row.high());
    }
  }

  private void noise() {
    List<Noise> rows = analysis.noise(metric);
    Noise all = rows.get(rows.size() - 1);
    out.println(
        all.deviation() == null
            ? "noise     not known: it takes two seeds"
            : "noise     "
                + number("%.2f", all.deviation())
                + " over seeds, between "
                + number("%.2f", all.low())
                + " and "
                + number("%.2f", all.high())
                + ", from "
                + all.cells()
                + " cells");
  }

  private void best() {
    List<AblationStep> path = analysis.ablationPath(metric);
    AblationStep last = path.get(path.size() - 1);
    if (last.mean() != null) {
      out.println(
          "best      "
              + last.cell().label()
              + ": "
              + number("%.2f", last.mean())
              + ", chosen by "
              + analysis.picking());
    }
  }
}
