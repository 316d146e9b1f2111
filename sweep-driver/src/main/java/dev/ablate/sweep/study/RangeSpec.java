package dev.ablate.sweep.study;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;

/** Numbers that an axis may take, for designs that draw them. */
public record RangeSpec(
    @Setting("Least number") double low,
    @Setting("Greatest number") double high,
    @Setting(value = "linear or log: what is even between low and high", fallback = "linear")
        Scale scale,
    @Setting(
            value = "How many of them a grid takes, both ends included; only grids need it",
            fallback = Setting.UNSET)
        Integer steps) {

  /** What is even between the ends. */
  public enum Scale {
    LINEAR,
    LOG
  }

  public RangeSpec {
    new Rules()
        .require(
            low < high && Double.isFinite(low) && Double.isFinite(high),
            "low",
            "must be less than high, but was " + low + " with high = " + high)
        .require(
            scale != Scale.LOG || low > 0, "low", "must be positive on a log scale, but was " + low)
        .require(steps == null || steps >= 2, "steps", "must be at least 2, but was " + steps)
        .verify();
  }

  /**
   * The number at a share of the way from low to high.
   *
   * @param quantile in [0, 1]
   */
  double at(double quantile) {
    return switch (scale) {
      case LINEAR -> low + quantile * (high - low);
      case LOG -> Math.exp(Math.log(low) + quantile * (Math.log(high) - Math.log(low)));
    };
  }

  /**
   * The whole number at a share of the way; each in the range is equally likely on a linear scale.
   */
  double wholeAt(double quantile) {
    return switch (scale) {
      case LINEAR -> inside(Math.floor(lowestWhole() + quantile * wholes()));
      case LOG -> wholeNear(at(quantile));
    };
  }

  /** The whole number of the range that is nearest. */
  double wholeNear(double number) {
    return inside(Math.rint(number));
  }

  private double inside(double whole) {
    return Math.max(lowestWhole(), Math.min(Math.floor(high), whole));
  }

  private double lowestWhole() {
    return Math.ceil(low);
  }

  /** How many whole numbers lie in the range. */
  double wholes() {
    return Math.floor(high) - lowestWhole() + 1;
  }
}
