package dev.ablate.model;

import dev.ablate.spec.InvalidSpecException;
import java.io.Serializable;

/**
 * What surrounds an image under a sliding window: nothing ({@code valid}), what makes the output
 * {@code ceil(input / stride)} large with the odd pixel at the end ({@code same}, as TensorFlow
 * defines it), or so many pixels on each side.
 *
 * @param kind how the pixels are counted
 * @param pixels on each side; 0 unless explicit
 */
public record Padding(Kind kind, int pixels) implements Serializable {

  /** How the pixels are counted. */
  public enum Kind {
    VALID,
    SAME,
    EXPLICIT
  }

  public static final Padding VALID = new Padding(Kind.VALID, 0);
  public static final Padding SAME = new Padding(Kind.SAME, 0);

  public Padding {
    if (pixels < 0) {
      throw new InvalidSpecException("padding", "must not be negative, but was " + pixels);
    }
    if (kind == Kind.EXPLICIT && pixels == 0) {
      kind = Kind.VALID;
    }
  }

  /** From config syntax: {@code valid}, {@code same} or a number of pixels. */
  public static Padding of(String text) {
    return switch (text) {
      case "valid" -> VALID;
      case "same" -> SAME;
      default -> {
        if (!text.matches("-?\\d{1,6}")) {
          throw new InvalidSpecException(
              "padding", "must be valid, same or a number of pixels, but was \"" + text + "\"");
        }
        yield new Padding(Kind.EXPLICIT, Integer.parseInt(text));
      }
    };
  }

  /** In config syntax. */
  @Override
  public String toString() {
    return switch (kind) {
      case VALID -> "valid";
      case SAME -> "same";
      case EXPLICIT -> Integer.toString(pixels);
    };
  }
}
