package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Importance;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.report.plot.Drawing.Anchor;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import java.util.List;
import java.util.Locale;

/** Shares of the variance among cells: of an axis on the diagonal, of a pair below it. */
public final class ImportanceMatrix implements Plot {

  private final Metric metric;
  private final List<Importance> shares;
  private final List<String> axes;

  /** Of one metric. */
  public ImportanceMatrix(Metric metric, List<Importance> shares) {
    this.metric = metric;
    this.shares = List.copyOf(shares);
    this.axes =
        shares.stream()
            .filter(row -> row.otherAxis() == null && !row.axis().equals(Importance.RESIDUAL))
            .map(Importance::axis)
            .toList();
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return axes.isEmpty();
  }

  @Override
  public String title() {
    return "What accounts for the differences in " + Labels.metric(metric.name());
  }

  @Override
  public String description() {
    return "Share of the variance among cells that an axis alone accounts for (on the diagonal), and"
        + " that two axes do together beyond each alone (below it), corrected for the noise of"
        + " seeds. All shares sum to 1 with the residual.";
  }

  @Override
  public Numbers numbers() {
    Numbers.Builder numbers =
        Numbers.of("axis", "other_axis", "n", "share", "low", "high", "basis");
    shares.forEach(
        row ->
            numbers.row(
                row.axis(),
                row.otherAxis(),
                row.n(),
                row.share(),
                row.low(),
                row.high(),
                row.basis()));
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    double left = Math.min(style.width() * 0.3, longest(style) + font);
    int count = axes.size();
    double side =
        Math.min(
            (style.width() - left - font) / Math.max(1, count),
            Math.max(font * 6.5, longest(style)));
    double high = Math.min(side, font * 3.4);
    Drawing on = new Drawing(style).height(count * high + font * 2.6);
    for (int row = 0; row < count; row++) {
      double middle = font * 0.5 + row * high + high / 2 + font * 0.35;
      on.small(
          left - font * 0.6, middle, style.fitted(axes.get(row), left - font), Anchor.END, Ink.INK);
      for (int column = 0; column <= row; column++) {
        tile(on, row, column, left + column * side, font * 0.5 + row * high, side, high);
      }
      on.small(
          left + row * side + side / 2,
          count * high + font * 1.8,
          style.fitted(axes.get(row), side * 0.95),
          Anchor.MIDDLE,
          Ink.MUTED);
    }
    return on;
  }

  private double longest(Style style) {
    return axes.stream().mapToDouble(style::width).max().orElse(0);
  }

  private void tile(Drawing on, int row, int column, double x, double y, double wide, double high) {
    Importance share = share(axes.get(column), row == column ? null : axes.get(row));
    if (share == null) {
      return;
    }
    double shown = Math.max(0, share.share());
    String name = share.axis() + (share.otherAxis() == null ? "" : " × " + share.otherAxis());
    // No negative zero: a share below a thousandth has no sign worth showing.
    double rounded = Math.round(1000 * share.share()) / 10.0 + 0.0;
    String percent = String.format(Locale.ROOT, rounded == 0 ? "%.0f %%" : "%.1f %%", rounded);
    on.tile(x + 1, y + 1, wide - 2, high - 2, shown, Note.of(name + ": " + percent));
    on.small(
        x + wide / 2,
        y + high / 2 + on.smallFont() * 0.35,
        on.style().fitted(percent.replace("-", "−"), wide),
        Anchor.MIDDLE,
        Ink.INK);
  }

  private Importance share(String axis, String other) {
    return shares.stream()
        .filter(row -> matches(row, axis, other) || (other != null && matches(row, other, axis)))
        .findFirst()
        .orElse(null);
  }

  private static boolean matches(Importance row, String axis, String other) {
    return row.axis().equals(axis)
        && (other == null ? row.otherAxis() == null : other.equals(row.otherAxis()));
  }
}
