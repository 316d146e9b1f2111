package dev.ablate.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a record's components, so that a constructor names all of it at once.
 * Keys are config keys ({@code learning-rate}); a null value is an unset one and passes.
 */
public final class Rules {

  private final List<InvalidSpecException.Problem> problems = new ArrayList<>();

  /** An integer of at least 1. */
  public Rules positive(String key, long value) {
    return require(value > 0, key, "must be positive, but was " + value);
  }

  /** A finite number above 0. */
  public Rules positive(String key, Double value) {
    return require(
        value == null || (value > 0 && Double.isFinite(value)),
        key,
        "must be positive, but was " + value);
  }

  /** An integer of at least 0. */
  public Rules notNegative(String key, long value) {
    return require(value >= 0, key, "must not be negative, but was " + value);
  }

  /** A finite number of at least 0. */
  public Rules notNegative(String key, Double value) {
    return require(
        value == null || (value >= 0 && Double.isFinite(value)),
        key,
        "must not be negative, but was " + value);
  }

  /** A number in [0, 1). */
  public Rules fraction(String key, Double value) {
    return require(
        value == null || (value >= 0 && value < 1),
        key,
        "must be at least 0 and less than 1, but was " + value);
  }

  /** A name made of letters, digits, '-' and '_', beginning with a letter or digit. */
  public Rules name(String key, String value) {
    return require(
        value.matches("[A-Za-z0-9][A-Za-z0-9_-]*"),
        key,
        "must consist of letters, digits, '-' and '_', but was \"" + value + "\"");
  }

  /** Any other rule; {@code text} reads on from the key: {@code must be ..., but was ...}. */
  public Rules require(boolean holds, String key, String text) {
    if (!holds) {
      problems.add(new InvalidSpecException.Problem(key, text));
    }
    return this;
  }

  /**
   * Ends the check.
   *
   * @throws InvalidSpecException if a rule was broken
   */
  public void verify() {
    if (!problems.isEmpty()) {
      throw new InvalidSpecException(problems);
    }
  }
}
