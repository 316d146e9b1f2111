package dev.ablate.inspect;

import dev.ablate.inspect.network.Maps;
import dev.ablate.model.Shape;

/** Bilinear enlarging with pixels' centres in line, as PyTorch's without aligned corners. */
final class Enlarged {

  private Enlarged() {}

  /**
   * A map in an image's size.
   *
   * @param values {@code [height * width]}
   */
  static Maps of(double[] values, int height, int width, Shape image) {
    Maps enlarged = Maps.zeros(new Shape(1, image.height(), image.width()), 1);
    for (int y = 0; y < image.height(); y++) {
      double row = source(y, height, image.height());
      int above = (int) row;
      int below = Math.min(height - 1, above + 1);
      for (int x = 0; x < image.width(); x++) {
        double column = source(x, width, image.width());
        int left = (int) column;
        int right = Math.min(width - 1, left + 1);
        double upper = mix(values[above * width + left], values[above * width + right], column);
        double lower = mix(values[below * width + left], values[below * width + right], column);
        enlarged.values()[y * image.width() + x] = mix(upper, lower, row);
      }
    }
    return enlarged;
  }

  private static double source(int position, int from, int to) {
    return Math.max(0, (position + 0.5) * from / to - 0.5);
  }

  private static double mix(double before, double after, double at) {
    double share = at - (int) at;
    return before * (1 - share) + after * share;
  }
}
