package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.MainEffect;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.Noise;
import dev.ablate.sweep.analysis.Verdict;
import dev.ablate.sweep.report.plot.Drawing.Anchor;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Rounded;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Main effects: a row for each value against its axis's baseline, the axis with the largest effect
 * first, over the noise floor as a band.
 */
public final class ForestPlot implements Plot {

  private final Metric metric;
  private final Map<Axis, List<MainEffect>> byAxis;
  private final Double noise;

  /**
   * Of one metric.
   *
   * @param effects of all axes; baselines' own rows are only named
   * @param noise of all cells together, or null
   */
  public ForestPlot(Metric metric, List<MainEffect> effects, Noise noise) {
    this.metric = metric;
    this.byAxis = sorted(effects);
    this.noise = noise == null ? null : noise.deviation();
  }

  private static Map<Axis, List<MainEffect>> sorted(List<MainEffect> effects) {
    Map<Axis, List<MainEffect>> grouped = new LinkedHashMap<>();
    effects.stream()
        .filter(effect -> !effect.isBaseline())
        .sorted(Comparator.comparingDouble(ForestPlot::size).reversed())
        .forEach(
            effect ->
                grouped
                    .computeIfAbsent(effect.axis(), axis -> new java.util.ArrayList<>())
                    .add(effect));
    return grouped;
  }

  private static double size(MainEffect effect) {
    return effect.difference() == null ? -1 : Math.abs(effect.difference());
  }

  @Override
  public String title() {
    return "Main effects on " + Labels.metric(metric.name());
  }

  @Override
  public String description() {
    return "Each mark is the mean difference of a value from its axis's baseline, over pairs with all"
        + " other axes and the seed the same; its line is the 95 % interval. Full marks are"
        + " differences that were shown, hollow ones were not."
        + (noise == null
            ? ""
            : " The grey band is one standard deviation between seeds, "
                + Rounded.number(noise)
                + ".");
  }

  @Override
  public Numbers numbers() {
    Numbers.Builder numbers =
        Numbers.of(
            "axis",
            "value",
            "baseline",
            "n",
            "mean",
            "difference",
            "low",
            "high",
            "p_adjusted",
            "verdict");
    byAxis
        .values()
        .forEach(
            effects ->
                effects.forEach(
                    effect ->
                        numbers.row(
                            effect.axis().name(),
                            Axis.text(effect.value()),
                            Axis.text(effect.baseline()),
                            effect.n(),
                            effect.mean(),
                            effect.difference(),
                            effect.low(),
                            effect.high(),
                            effect.pAdjusted(),
                            effect.verdict().text())));
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    boolean narrow = style.narrow();
    double font = style.font();
    double row = font * (narrow ? 3.3 : 1.9);
    double head = font * 2.1;
    int rows = byAxis.values().stream().mapToInt(List::size).sum();
    double left = narrow ? font * 0.5 : style.width() * 0.2;
    double right = narrow ? font * 0.5 : Math.max(style.width() * 0.38, font * 26);
    Frame frame =
        new Frame(
            left, font * 0.6, style.width() - left - right, rows * row + byAxis.size() * head);
    Drawing on = new Drawing(style).height(frame.bottom() + font * 3);
    Scale scale = scale(frame);
    if (noise != null) {
      double a = Math.max(frame.left(), scale.at(-noise));
      on.box(
          a,
          frame.top(),
          Math.min(frame.right(), scale.at(noise)) - a,
          frame.height(),
          Ink.BAND,
          0.2);
    }
    frame.horizontal(on, scale);
    on.line(scale.at(0), frame.top(), scale.at(0), frame.bottom(), Ink.INK, 1);
    frame.horizontalName(on, noise == null ? "difference" : "difference; band: noise of one seed");
    double y = frame.top();
    for (Map.Entry<Axis, List<MainEffect>> group : byAxis.entrySet()) {
      Axis axis = group.getKey();
      on.heading(
          font * 0.5,
          y + font * 1.4,
          style.fitted(axis.name(), style.width() * (narrow ? 0.5 : 0.19)));
      String against = "against " + Labels.value(axis.baseline());
      if (narrow) {
        on.small(
            style.width() - font * 0.5,
            y + font * 1.4,
            style.fitted(against, style.width() * 0.45),
            Anchor.END,
            Ink.MUTED);
      } else {
        on.small(
            frame.right() + font,
            y + font * 1.4,
            style.fitted(against, right - font),
            Anchor.START,
            Ink.MUTED);
      }
      y += head;
      for (MainEffect effect : group.getValue()) {
        row(on, frame, scale, effect, y, narrow);
        y += row;
      }
    }
    return on;
  }

  private Scale scale(Frame frame) {
    double reach = noise == null ? 0 : noise;
    double low = -reach;
    double high = reach;
    for (List<MainEffect> effects : byAxis.values()) {
      for (MainEffect effect : effects) {
        if (effect.difference() != null) {
          low = Math.min(low, effect.low() == null ? effect.difference() : effect.low());
          high = Math.max(high, effect.high() == null ? effect.difference() : effect.high());
        }
      }
    }
    return frame.across(low, high);
  }

  private void row(
      Drawing on, Frame frame, Scale scale, MainEffect effect, double top, boolean narrow) {
    double font = on.style().font();
    double text = top + font * 1.25;
    double middle = narrow ? top + font * 2.3 : top + font * 0.9;
    String label = Labels.value(effect.value());
    String numbers = numbers(effect);
    if (narrow) {
      on.small(
          font, text, on.style().fitted(label, on.style().width() * 0.3), Anchor.START, Ink.INK);
      String said =
          on.style().fitted(numbers + "  " + brief(effect.verdict()), on.style().width() * 0.72);
      double room = on.style().width(said) * 0.95;
      on.box(
          on.style().width() - font * 0.5 - room,
          top + font * 0.4,
          room,
          font * 1.15,
          Ink.PAPER,
          0.9);
      on.small(on.style().width() - font * 0.5, text, said, Anchor.END, Ink.INK);
    } else {
      on.words(
          font * 1.5,
          text,
          on.style().fitted(label, frame.left() - font * 2),
          Anchor.START,
          Ink.INK);
      on.small(frame.right() + font, text, numbers, Anchor.START, Ink.INK);
      double verdict = frame.right() + font + columnWidth(on.style());
      on.small(
          verdict,
          text,
          on.style().fitted(brief(effect.verdict()), on.style().width() - verdict),
          Anchor.START,
          Ink.MUTED);
    }
    if (effect.difference() == null) {
      return;
    }
    Ink ink = ink(effect.verdict());
    if (effect.low() != null && effect.high() != null) {
      double a = scale.at(effect.low());
      double b = scale.at(effect.high());
      on.line(a, middle, b, middle, ink, font * 0.14);
      on.line(a, middle - font * 0.25, a, middle + font * 0.25, ink, font * 0.1);
      on.line(b, middle - font * 0.25, b, middle + font * 0.25, ink, font * 0.1);
    }
    on.marker(
        scale.at(effect.difference()),
        middle,
        font * 0.34,
        shape(effect.verdict()),
        ink,
        effect.verdict().decided(),
        Note.of(
            effect.axis().name()
                + " = "
                + label
                + ": "
                + numbers
                + ", n "
                + effect.n()
                + ", "
                + effect.verdict().text()));
  }

  /** Where the verdicts begin, beside the longest numbers. */
  private double columnWidth(Style style) {
    return byAxis.values().stream()
        .flatMap(List::stream)
        .mapToDouble(effect -> style.width(numbers(effect)))
        .max()
        .orElse(0);
  }

  private static String numbers(MainEffect effect) {
    if (effect.difference() == null) {
      return "no pair";
    }
    return Rounded.difference(effect.difference(), effect.low(), effect.high())
        + " "
        + Rounded.interval(effect.difference(), effect.low(), effect.high());
  }

  private static String brief(Verdict verdict) {
    return switch (verdict.kind()) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case ONE_SEED, TOO_FEW_PAIRS, BASELINE -> verdict.text();
      case SURVIVORS, AGAINST_SURVIVORS -> "survivors only";
      case NO_DIFFERENCE -> "none shown";
    };
  }

  private static Ink ink(Verdict verdict) {
    return switch (verdict.kind()) {
      case BETTER -> Ink.series(0);
      case WORSE -> Ink.series(1);
      case SURVIVORS, AGAINST_SURVIVORS -> Ink.series(3);
      case NO_DIFFERENCE, ONE_SEED, TOO_FEW_PAIRS, BASELINE -> Ink.MUTED;
    };
  }

  private static Shape shape(Verdict verdict) {
    return switch (verdict.kind()) {
      case BETTER -> Shape.TRIANGLE;
      case WORSE -> Shape.TRIANGLE_DOWN;
      case SURVIVORS, AGAINST_SURVIVORS -> Shape.DIAMOND;
      case NO_DIFFERENCE, ONE_SEED, TOO_FEW_PAIRS, BASELINE -> Shape.CIRCLE;
    };
  }
}
