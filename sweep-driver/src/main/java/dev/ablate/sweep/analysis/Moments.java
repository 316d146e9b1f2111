package dev.ablate.sweep.analysis;

/** Mean and variance of numbers that come one by one; Welford, 1962. */
final class Moments {

  private int n;
  private double mean;
  private double squares;
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;

  static Moments of(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }

  void add(double value) {
    n++;
    double before = value - mean;
    mean += before / n;
    squares += before * (value - mean);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }

  int n() {
    return n;
  }

  double mean() {
    return mean;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /** Sum of squared distances from the mean; what rounding alone makes of equal numbers is 0. */
  double squares() {
    double magnitude = Math.max(Math.abs(low), Math.abs(high));
    double rounding = 1e-13 * magnitude;
    return n > 0 && squares <= n * rounding * rounding ? 0 : squares;
  }

  /** With divisor n - 1; of at least two numbers. */
  double variance() {
    return squares() / (n - 1);
  }

  /** Of the mean; null below two numbers. */
  Interval interval() {
    return n < 2 ? null : Interval.around(mean, Math.sqrt(variance() / n), n - 1);
  }
}
