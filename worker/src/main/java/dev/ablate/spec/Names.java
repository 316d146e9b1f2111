package dev.ablate.spec;

import java.util.Locale;

/** The one translation between Java's names and those of configs. */
public final class Names {

  private Names() {}

  /**
   * The config key of a Java name: {@code batchSize} is {@code batch-size}, {@code L2} is {@code
   * l2}.
   */
  public static String kebab(String javaName) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < javaName.length(); i++) {
      char c = javaName.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        key.append('-');
      }
      key.append(Character.toLowerCase(c));
    }
    return key.toString();
  }

  /** The config value of an enum constant: {@code CROSS_ENTROPY} is {@code cross-entropy}. */
  public static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
