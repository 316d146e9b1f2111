package dev.ablate.device;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NVIDIA's name for a generation of devices: 8.6 is Ampere's GA10x. */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
  private static final Comparator<ComputeCapability> ORDER =
      Comparator.comparingInt(ComputeCapability::major).thenComparingInt(ComputeCapability::minor);

  /**
   * Reads {@code 8.6}.
   *
   * @throws IllegalArgumentException if it is written otherwise
   */
  public static ComputeCapability of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a compute capability is written as 8.6, but was \"" + text + "\"");
    }
    return new ComputeCapability(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Whether machine code for {@code code} runs here: the same major, no newer minor. */
  public boolean executes(ComputeCapability code) {
    return major == code.major && minor >= code.minor;
  }

  @Override
  public int compareTo(ComputeCapability other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
