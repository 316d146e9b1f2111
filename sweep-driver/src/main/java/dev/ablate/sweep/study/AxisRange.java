package dev.ablate.sweep.study;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A range of numbers for the places that an axis reaches; whole numbers where those want them. */
public final class AxisRange {
  /** Digits kept of a drawn number: more mean nothing, and make labels unreadable. */
  private static final MathContext DIGITS = new MathContext(6);

  private final RangeSpec range;
  private final List<Location> locations;
  private final boolean whole;

  /** For the places that an axis reaches, each of which {@link #fits}. */
  public AxisRange(RangeSpec range, List<Location> locations) {
    this.range = range;
    this.locations = List.copyOf(locations);
    this.whole = locations.stream().anyMatch(location -> isWhole(location.type()));
  }

  /**
   * The value at a share of the way from the least to the greatest.
   *
   * @param quantile in [0, 1]
   */
  public AxisOption at(double quantile) {
    return of(whole ? range.wholeAt(quantile) : rounded(range.at(quantile)));
  }

  /** Values for a grid, from the least to the greatest; none if it does not say how many. */
  public List<AxisOption> steps() {
    List<AxisOption> options = new ArrayList<>();
    int steps = range.steps() == null ? 0 : range.steps();
    for (int i = 0; i < steps; i++) {
      double exact = range.at(i / (steps - 1.0));
      AxisOption option = of(whole ? range.wholeNear(exact) : rounded(exact));
      if (options.stream().noneMatch(other -> other.label().equals(option.label()))) {
        options.add(option);
      }
    }
    return options;
  }

  /** The option of a number, if it lies in the range. */
  Optional<AxisOption> find(double number) {
    boolean inside = number >= range.low() && number <= range.high();
    return inside && (!whole || number == Math.rint(number))
        ? Optional.of(of(number))
        : Optional.empty();
  }

  /** Rounding must not leave the range. */
  private double rounded(double exact) {
    double shortened = new BigDecimal(exact).round(DIGITS).doubleValue();
    return Math.max(range.low(), Math.min(range.high(), shortened));
  }

  private AxisOption of(double number) {
    return new AxisOption(
        number,
        locations.stream().map(location -> new Edit(location, typed(location, number))).toList());
  }

  private static Object typed(Location location, double number) {
    if (isInt(location.type())) {
      return (int) number;
    }
    return location.type() == long.class || location.type() == Long.class
        ? (Object) (long) number
        : (Object) number;
  }

  /** What keeps the places from taking numbers of this range; nothing if all can be taken. */
  public Optional<String> problem() {
    if (whole && range.wholes() < 1) {
      return Optional.of(
          "must hold a whole number, but there is none from "
              + range.low()
              + " to "
              + range.high());
    }
    boolean tooFar =
        locations.stream().anyMatch(location -> isInt(location.type()))
            && (range.low() < Integer.MIN_VALUE || range.high() > Integer.MAX_VALUE);
    return tooFar
        ? Optional.of(
            "must lie within "
                + Integer.MIN_VALUE
                + " and "
                + Integer.MAX_VALUE
                + ", but goes from "
                + range.low()
                + " to "
                + range.high())
        : Optional.empty();
  }

  /** Whether numbers may stand at a place. */
  public static boolean fits(Location location) {
    return isWhole(location.type())
        || location.type() == double.class
        || location.type() == Double.class;
  }

  private static boolean isWhole(Type type) {
    return isInt(type) || type == long.class || type == Long.class;
  }

  private static boolean isInt(Type type) {
    return type == int.class || type == Integer.class;
  }
}
