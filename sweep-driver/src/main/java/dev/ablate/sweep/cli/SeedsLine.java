package dev.ablate.sweep.cli;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Sensitivity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What the planned seeds can show, in a line. */
final class SeedsLine {

  private static final int MOST_NAMED = 6;

  private SeedsLine() {}

  /**
   * {@code 3: sees differences from 0.9 points on filters, 0.6 on batch-norm (noise 0.35, ...)}.
   */
  static String of(Sensitivity sensitivity, int seeds, EarlierNoise noise, double wantedPoints) {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    List<String> unmatched = new ArrayList<>();
    for (Axis axis : sensitivity.axes()) {
      // With one seed nothing is shown anywhere, matched or not.
      OptionalDouble difference = sensitivity.difference(axis, Math.max(2, seeds));
      if (difference.isEmpty()) {
        unmatched.add(axis.name());
      } else {
        shown
            .computeIfAbsent(points(100 * difference.getAsDouble()), none -> new ArrayList<>())
            .add(axis.name());
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(seeds).append(": ");
    if (shown.isEmpty()) {
      text.append("sees nothing, because no two cells differ in one axis alone");
    } else if (seeds < 2) {
      text.append("sees no difference, because one seed says nothing of noise");
    } else {
      String unit = " points on ";
      String separator = "sees differences from ";
      for (Map.Entry<String, List<String>> each : shown.entrySet()) {
        text.append(separator).append(each.getKey()).append(unit).append(names(each.getValue()));
        separator = ", ";
        unit = " on ";
      }
    }
    if (!shown.isEmpty() && !unmatched.isEmpty()) {
      text.append(", nothing on ").append(names(unmatched));
    }
    text.append(" (noise ")
        .append(points(100 * noise.deviation()))
        .append(", ")
        .append(noise.source())
        .append(')');
    if (!shown.isEmpty()) {
      OptionalInt enough = sensitivity.seedsFor(wantedPoints / 100);
      text.append("; ")
          .append(points(wantedPoints))
          .append(wantedPoints == 1 ? " point needs " : " points need ")
          .append(enough.isPresent() ? "" + enough.getAsInt() : "more seeds than anybody has");
    }
    return text.toString();
  }

  private static String names(List<String> axes) {
    if (axes.size() > MOST_NAMED) {
      return String.join(", ", axes.subList(0, MOST_NAMED - 1))
          + " and "
          + (axes.size() - MOST_NAMED + 1)
          + " more";
    }
    int last = axes.size() - 1;
    return last == 0
        ? axes.get(0)
        : String.join(", ", axes.subList(0, last)) + " and " + axes.get(last);
  }

  /** Two digits; not fewer points than it takes. */
  private static String points(double value) {
    return value == 0
        ? "0"
        : new BigDecimal(value)
            .round(new MathContext(10, RoundingMode.HALF_EVEN))
            .round(new MathContext(2, RoundingMode.CEILING))
            .stripTrailingZeros()
            .toPlainString();
  }
}
