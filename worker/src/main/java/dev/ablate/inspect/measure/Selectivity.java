package dev.ablate.inspect.measure;

/**
 * How much more a unit answers to one class than to the others: {@code (m - r) / (m + r)}, where m
 * is its mean over the class it answers to most and r the mean of its means over the rest. 0 for no
 * difference, 1 for one class alone. Morcos, Barrett, Rabinowitz, Botvinick, "On the importance of
 * single directions for generalization", 2018.
 *
 * @param index in [0, 1]; NaN where means are not positive, as without a rectifier
 * @param favourite the class, as a label
 */
public record Selectivity(double index, int favourite) {

  /**
   * From a unit's mean over each class.
   *
   * @param means one a class; NaN for a class without images
   */
  public static Selectivity of(double[] means) {
    int favourite = -1;
    int known = 0;
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int label = 0; label < means.length; label++) {
      if (Double.isNaN(means[label])) {
        continue;
      }
      known++;
      sum += means[label];
      least = Math.min(least, means[label]);
      if (favourite < 0 || means[label] > means[favourite]) {
        favourite = label;
      }
    }
    if (known < 2 || least < 0) {
      return new Selectivity(Double.NaN, Math.max(0, favourite));
    }
    double rest = (sum - means[favourite]) / (known - 1);
    return new Selectivity((means[favourite] - rest) / (means[favourite] + rest), favourite);
  }
}
