package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.report.plot.Drawing.Anchor;
import java.util.List;

/**
 * The rectangle of a plot between its axes: rules, ticks, names.
 *
 * @param left place, points
 * @param top place, points
 * @param width points
 * @param height points
 */
record Frame(double left, double top, double width, double height) {

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  /** A scale from left to right. */
  Scale across(double least, double most) {
    return Scale.padded(least, most, left, right());
  }

  /** A scale from bottom to top. */
  Scale up(double least, double most) {
    return Scale.padded(least, most, bottom(), top);
  }

  /** Rules and numbers of the vertical axis. */
  void vertical(Drawing on, Scale scale) {
    int wanted = Math.max(2, (int) (height / (on.style().font() * 3)));
    for (double tick : scale.ticks(wanted)) {
      double y = scale.at(tick);
      on.line(left, y, right(), y, Ink.GRID, 0.7);
      on.small(
          left - on.style().font() * 0.4,
          y + on.smallFont() * 0.35,
          scale.label(tick, wanted),
          Anchor.END,
          Ink.MUTED);
    }
  }

  /** Rules and numbers of the horizontal axis. */
  void horizontal(Drawing on, Scale scale) {
    horizontal(on, scale, Integer.MAX_VALUE);
  }

  /** The same with whole numbers alone. */
  void horizontalWhole(Drawing on, Scale scale) {
    horizontal(on, scale, (int) Math.max(1, scale.most() - scale.least()));
  }

  private void horizontal(Drawing on, Scale scale, int atMost) {
    int wanted = Math.min(atMost, Math.max(2, (int) (width / (on.style().font() * 6))));
    for (double tick : scale.ticks(wanted)) {
      double x = scale.at(tick);
      on.line(x, top, x, bottom(), Ink.GRID, 0.7);
      on.small(
          x,
          bottom() + on.style().font() * 1.2,
          scale.label(tick, wanted),
          Anchor.MIDDLE,
          Ink.MUTED);
    }
  }

  /** Names below places: of many as many as there is room for, long ones cut. */
  void names(Drawing on, Category places, List<String> names) {
    double widest = names.stream().mapToDouble(on.style()::width).max().orElse(0);
    double wanted = Math.min(widest, on.style().font() * 6);
    int every = Math.max(1, (int) Math.ceil(wanted / places.step() - 0.35));
    for (int i = 0; i < names.size(); i++) {
      double x = places.at(i);
      on.line(x, top, x, bottom(), Ink.GRID, 0.7);
      if (i % every == 0) {
        on.small(
            x,
            bottom() + on.style().font() * 1.2,
            on.style().fitted(names.get(i), places.step() * every * 1.05),
            Anchor.MIDDLE,
            Ink.MUTED);
      }
    }
  }

  /** What the vertical axis is, upwards at its left. */
  void verticalName(Drawing on, String name) {
    on.upwards(left - on.style().font() * 3.7, top + height / 2, on.style().fitted(name, height));
  }

  /** What the horizontal axis is, below its numbers. */
  void horizontalName(Drawing on, String name) {
    on.small(
        left + width / 2,
        bottom() + on.style().font() * 2.5,
        on.style().fitted(name, width),
        Anchor.MIDDLE,
        Ink.MUTED);
  }

  /** Places of things without an order, the same distance apart. */
  Category categories(int count) {
    return new Category(left, width / Math.max(1, count));
  }

  /**
   * Places the same distance apart.
   *
   * @param from where the first one's room begins
   * @param step room of each
   */
  record Category(double from, double step) {
    double at(int index) {
      return from + (index + 0.5) * step;
    }
  }
}
