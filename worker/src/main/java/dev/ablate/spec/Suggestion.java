package dev.ablate.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name nearest to a mistyped one. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code ; did you mean batch-size?}, or the known names if none is near. */
  public static String of(String given, Collection<String> known) {
    return nearest(given, known)
        .map(name -> "; did you mean " + name + "?")
        .orElseGet(() -> known.isEmpty() ? "" : "; known: " + String.join(", ", known));
  }

  /** The nearest one; none if all are far. */
  public static Optional<String> nearest(String given, Collection<String> known) {
    int far = Math.max(2, given.length() / 2);
    return known.stream()
        .filter(name -> distance(given, name) <= far)
        .min(Comparator.comparingInt((String name) -> distance(given, name)));
  }

  /** Levenshtein's distance: insertions, deletions and replacements of one letter. */
  public static int distance(String a, String b) {
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
      }
      last = row;
    }
    return last[b.length()];
  }
}
