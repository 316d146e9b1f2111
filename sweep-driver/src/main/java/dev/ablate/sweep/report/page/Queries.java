package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.Metric;

/** The SQL behind a figure. */
final class Queries {

  private Queries() {}

  static String of(String view, Metric metric) {
    return "SELECT * FROM " + view + " WHERE metric = " + quoted(metric.name());
  }

  /** A text as SQL has it. */
  static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
