package dev.ablate.sweep.design;

import java.util.ArrayList;
import java.util.List;

/**
 * A two-level fractional factorial: a full factorial of some factors, the levels of each other
 * factor being the parity of a word of those. Words are bit masks over the basic factors.
 */
final class Fraction {
  /** The highest resolution that can be asked for. */
  private static final int HIGHEST = 5;

  private final int basic;
  private final int[] words;

  private Fraction(int basic, int[] words) {
    this.basic = basic;
    this.words = words;
  }

  /**
   * The fraction of fewest runs that a greedy search finds, and among those the one of the highest
   * resolution, at most {@value #HIGHEST} where more than one factor is defined by a word.
   */
  static Fraction of(int factors, int resolution) {
    for (int basic = 1; basic < factors; basic++) {
      for (int reached = HIGHEST; reached >= resolution; reached--) {
        // Long words first go furthest for a few factors: D = ABC rather than D = AB. Many fit in
        // only if none is longer than it has to be: ABCD leaves no room for ABC, ABD, ACD and BCD.
        int[] words = words(factors, basic, reached, true);
        if (words == null) {
          words = words(factors, basic, reached, false);
        }
        if (words != null) {
          return new Fraction(basic, words);
        }
      }
    }
    int[] full = new int[factors];
    for (int i = 0; i < factors; i++) {
      full[i] = 1 << i;
    }
    return new Fraction(factors, full);
  }

  /**
   * One word a factor, any fewer than {@code resolution} of them independent; null if not found.
   */
  private static int[] words(int factors, int basic, int resolution, boolean largestFirst) {
    int[] words = new int[factors];
    boolean[] taken = new boolean[1 << basic];
    for (int i = 0; i < factors; i++) {
      int word = i < basic ? 1 << i : free(taken, largestFirst);
      if (word < 0) {
        return null;
      }
      words[i] = word;
      forbid(taken, words, i, resolution);
    }
    return words;
  }

  private static int free(boolean[] taken, boolean largestFirst) {
    for (int i = 1; i < taken.length; i++) {
      int word = largestFirst ? taken.length - i : i;
      if (!taken[word]) {
        return word;
      }
    }
    return -1;
  }

  /** No later word may equal a product of up to {@code resolution - 2} words so far. */
  private static void forbid(boolean[] taken, int[] words, int last, int resolution) {
    taken[0] = true;
    taken[words[last]] = true;
    for (int i = 0; i < last && resolution >= 4; i++) {
      taken[words[last] ^ words[i]] = true;
      for (int j = 0; j < i && resolution >= 5; j++) {
        taken[words[last] ^ words[i] ^ words[j]] = true;
      }
    }
  }

  /** The levels, 0 or 1, of each factor in each run. */
  List<int[]> runs() {
    List<int[]> runs = new ArrayList<>();
    for (int run = 0; run < 1 << basic; run++) {
      int[] levels = new int[words.length];
      for (int i = 0; i < words.length; i++) {
        levels[i] = Integer.bitCount(run & words[i]) & 1;
      }
      runs.add(levels);
    }
    return runs;
  }

  /**
   * Which main effects and interactions of two cannot be told apart: {@code a = b*c}. One line a
   * class, effects of up to three factors.
   */
  List<String> aliases(List<String> names) {
    List<String> lines = new ArrayList<>();
    List<String>[] classes = classes(names);
    for (int i = 0; i < words.length; i++) {
      addLine(lines, classes[words[i]]);
    }
    for (int i = 0; i < words.length; i++) {
      for (int j = i + 1; j < words.length; j++) {
        addLine(lines, classes[words[i] ^ words[j]]);
      }
    }
    return lines.stream().distinct().toList();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private List<String>[] classes(List<String> names) {
    List<String>[] classes = new List[1 << basic];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = new ArrayList<>();
    }
    for (int i = 0; i < words.length; i++) {
      classes[words[i]].add(names.get(i));
    }
    for (int i = 0; i < words.length; i++) {
      for (int j = i + 1; j < words.length; j++) {
        classes[words[i] ^ words[j]].add(names.get(i) + "*" + names.get(j));
      }
    }
    for (int i = 0; i < words.length; i++) {
      for (int j = i + 1; j < words.length; j++) {
        for (int k = j + 1; k < words.length; k++) {
          classes[words[i] ^ words[j] ^ words[k]].add(
              names.get(i) + "*" + names.get(j) + "*" + names.get(k));
        }
      }
    }
    return classes;
  }

  private static void addLine(List<String> lines, List<String> effects) {
    if (effects.size() > 1) {
      lines.add(String.join(" = ", effects));
    }
  }
}
