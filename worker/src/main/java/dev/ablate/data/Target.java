package dev.ablate.data;

/**
 * What a training image should be taken for.
 *
 * @param label the class of the larger part
 * @param other the class of the rest
 * @param share of {@code label}, from 0.5 to 1
 */
public record Target(int label, int other, double share) {

  /** Of one class. */
  public static Target of(int label) {
    return new Target(label, label, 1);
  }

  /** Of two classes; the larger part leads. */
  static Target of(int label, int other, double share) {
    return share >= 0.5 ? new Target(label, other, share) : new Target(other, label, 1 - share);
  }

  /** Whether two classes have a part in it. */
  public boolean isMixed() {
    return share < 1 && label != other;
  }
}
