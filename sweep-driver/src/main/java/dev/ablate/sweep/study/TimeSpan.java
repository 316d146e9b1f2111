package dev.ablate.sweep.study;

import dev.ablate.spec.InvalidSpecException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time, written as {@code 90s}, {@code 45m}, {@code 8h} or {@code 1.5d}.
 *
 * @param seconds positive
 */
public record TimeSpan(double seconds) {
  private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([smhd])");

  public TimeSpan {
    if (!(seconds > 0)) {
      throw new InvalidSpecException("", "must be positive, but was " + seconds + "s");
    }
  }

  /** From config syntax. */
  public static TimeSpan of(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new InvalidSpecException(
          "", "must be a time such as 90s, 45m, 8h or 1d, but was \"" + text + "\"");
    }
    double unit =
        switch (matcher.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3_600;
          default -> 86_400;
        };
    return new TimeSpan(Double.parseDouble(matcher.group(1)) * unit);
  }
}
