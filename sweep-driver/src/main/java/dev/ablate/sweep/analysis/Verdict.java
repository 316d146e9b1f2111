package dev.ablate.sweep.analysis;

import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.DoubleFunction;

/**
 * What a comparison says, in words.
 *
 * @param kind of answer
 * @param detectable the difference that a comparison of this many pairs, as noisy as these, shows
 *     in four of five cases, 0 where seeds do not differ; null unless {@link Kind#NO_DIFFERENCE}
 * @param lost how many trials diverged or failed: of the other for {@link Kind#AGAINST_SURVIVORS},
 *     else of the value
 * @param asked of how many that ended
 */
public record Verdict(Kind kind, Double detectable, int lost, int asked) {

  /** Kinds of answers. */
  public enum Kind {
    /** Better, with an adjusted p below 0.05. */
    BETTER("better"),
    /** Worse, with an adjusted p below 0.05. */
    WORSE("worse"),
    /**
     * Better among the trials that did not diverge or fail, of which it lost more than the other.
     */
    SURVIVORS("better only among survivors"),
    /** Worse than the trials of the other that did not diverge or fail, of which that lost more. */
    AGAINST_SURVIVORS("worse only than the other's survivors"),
    /** The data show none. */
    NO_DIFFERENCE("no difference shown"),
    /** No replicates: nothing says how much of a difference is chance. */
    ONE_SEED("one seed"),
    /** Fewer than two pairs of one cell that both exist. */
    TOO_FEW_PAIRS("too few pairs"),
    /** The value that others are held against. */
    BASELINE("baseline");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  public Verdict {
    Objects.requireNonNull(kind);
  }

  static Verdict of(Kind kind) {
    return new Verdict(kind, null, 0, 0);
  }

  /** Whether a difference was shown, in whichever direction. */
  public boolean decided() {
    return kind == Kind.BETTER || kind == Kind.WORSE;
  }

  /** {@code better}, {@code no difference shown (would have seen 0.0061)}. */
  public String text() {
    return text(Text::rough);
  }

  /** The same, with the difference that would have been seen as told. */
  public String text(DoubleFunction<String> number) {
    StringJoiner remarks = new StringJoiner("; ", " (", ")").setEmptyValue("");
    if (kind == Kind.NO_DIFFERENCE) {
      remarks.add(
          detectable == 0 ? "seeds do not differ" : "would have seen " + number.apply(detectable));
    }
    if (lost > 0 && kind != Kind.ONE_SEED) {
      remarks.add(lost + " of " + asked + " diverged or failed");
    }
    return kind.text + remarks;
  }

  @Override
  public String toString() {
    return text();
  }
}
