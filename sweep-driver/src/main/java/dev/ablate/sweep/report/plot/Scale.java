package dev.ablate.sweep.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers to places.
 *
 * @param least number at {@code from}
 * @param most number at {@code to}
 * @param from place, points
 * @param to place, points
 * @param logarithmic whether equal ratios are equal lengths; then both numbers are positive
 */
record Scale(double least, double most, double from, double to, boolean logarithmic) {

  private static final double WIDEST = 1e15;

  private static final double[] ONE = {1};

  /** What a logarithmic scale may mark within each power of ten, from many to few. */
  private static final List<double[]> LEADS =
      List.of(new double[] {1, 2, 5}, new double[] {1, 3}, ONE);

  Scale {
    if (logarithmic && least <= 0) {
      logarithmic = false;
    }
    if (!(most > least)) {
      double pad = least == 0 ? 1 : Math.abs(least) * 0.1;
      most = least + pad;
      least = least - (logarithmic ? 0 : pad);
    }
  }

  /** With a little room beyond both ends. */
  static Scale padded(double least, double most, double from, double to) {
    double pad = most > least ? (most - least) * 0.06 : 0;
    return new Scale(least - pad, most + pad, from, to, false);
  }

  double at(double value) {
    double share =
        logarithmic
            ? (Math.log(value) - Math.log(least)) / (Math.log(most) - Math.log(least))
            : (value - least) / (most - least);
    return from + share * (to - from);
  }

  /** Round numbers within, about this many. */
  List<Double> ticks(int wanted) {
    return logarithmic ? powers(wanted) : steps(wanted);
  }

  private List<Double> steps(int wanted) {
    double step = step(wanted);
    List<Double> ticks = new ArrayList<>();
    if (Math.abs(least) / step > WIDEST) {
      return ticks;
    }
    for (double n = Math.ceil(least / step - 1e-9); n * step <= most + step * 1e-9; n++) {
      ticks.add(n * step);
    }
    return ticks;
  }

  /** 1, 2 or 5 times a power of ten. */
  private double step(int wanted) {
    double raw = (most - least) / Math.max(1, wanted);
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double lead = raw / power;
    return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  }

  private List<Double> powers(int wanted) {
    for (double[] leads : LEADS) {
      List<Double> ticks = powers(1, leads);
      if (ticks.size() <= wanted + 1) {
        return ticks;
      }
    }
    return powers((int) Math.ceil(Math.log10(most / least) / Math.max(1, wanted)), ONE);
  }

  private List<Double> powers(int every, double[] leads) {
    List<Double> ticks = new ArrayList<>();
    int low = (int) Math.floor(Math.log10(least) + 1e-9);
    int high = (int) Math.ceil(Math.log10(most) - 1e-9);
    for (int power = low; power <= high; power += every) {
      for (double lead : leads) {
        double tick = lead * Math.pow(10, power);
        if (tick >= least * (1 - 1e-9) && tick <= most * (1 + 1e-9)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** A tick as text, with the digits that its neighbours need. */
  String label(double tick, int wanted) {
    if (logarithmic) {
      return compact(tick);
    }
    double step = step(wanted);
    if (Math.abs(tick) < step * 1e-6) {
      return "0";
    }
    double size = Math.max(Math.abs(least), Math.abs(most));
    if (size >= 1e5) {
      return compact(tick);
    }
    if (size < 1e-4) {
      return String.format(Locale.ROOT, "%.1e", tick).replace("-", "−");
    }
    int digits = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", tick).replace("-", "−");
  }

  private static String compact(double value) {
    double size = Math.abs(value);
    if (size >= 1e9) {
      return trimmed(value / 1e9) + "G";
    }
    if (size >= 1e6) {
      return trimmed(value / 1e6) + "M";
    }
    if (size >= 1e4) {
      return trimmed(value / 1e3) + "k";
    }
    if (size < 1e-3 && size > 0) {
      return String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e−").replace("e-", "e−");
    }
    return trimmed(value);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "").replace("-", "−");
  }
}
