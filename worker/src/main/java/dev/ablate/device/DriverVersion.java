package dev.ablate.device;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Version of the NVIDIA driver.
 *
 * @param text numbers joined by dots: {@code 535.104.05}
 */
public record DriverVersion(String text) implements Comparable<DriverVersion> {

  private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

  public DriverVersion {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a driver version is written as 535.104.05, but was \"" + text + "\"");
    }
  }

  @Override
  public int compareTo(DriverVersion other) {
    return Arrays.compare(numbers(), other.numbers());
  }

  private int[] numbers() {
    return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  @Override
  public String toString() {
    return text;
  }
}
