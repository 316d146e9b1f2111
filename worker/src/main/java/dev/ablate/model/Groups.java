package dev.ablate.model;

import dev.ablate.spec.InvalidSpecException;
import java.io.Serializable;
import java.util.OptionalInt;

/**
 * Into how many parts a convolution's channels and filters are cut, each part of the filters seeing
 * one of the channels: a number, or one for every channel ({@code depthwise}).
 *
 * <p>Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural
 * networks", 2012; Chollet, "Xception: deep learning with depthwise separable convolutions", 2017.
 *
 * @param number how many; 0 for one a channel of the input
 */
public record Groups(int number) implements Serializable {

  private static final String EVERY_CHANNEL = "depthwise";

  /** Every filter sees all channels. */
  public static final Groups ONE = new Groups(1);

  /** One a channel. */
  public static final Groups DEPTHWISE = new Groups(0);

  public Groups {
    if (number < 0) {
      throw new InvalidSpecException("groups", "must be positive, but was " + number);
    }
  }

  /** From config syntax: {@code depthwise} or a number. */
  public static Groups of(String text) {
    if (text.equals(EVERY_CHANNEL)) {
      return DEPTHWISE;
    }
    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) == 0) {
      throw new InvalidSpecException(
          "groups", "must be depthwise or a positive number, but was \"" + text + "\"");
    }
    return new Groups(Integer.parseInt(text));
  }

  /**
   * As {@link Layer.Convolution#groups}: a number wherever the channels are known, so that it is
   * one network however it is written.
   */
  int over(OptionalInt channels) {
    return number == 0 ? channels.orElse(0) : number;
  }

  /** In config syntax. */
  @Override
  public String toString() {
    return number == 0 ? EVERY_CHANNEL : Integer.toString(number);
  }
}
