package dev.ablate.sweep.report.picture;

/**
 * Pixels of one tile.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb {@code [height * width]}, red, green and blue from high to low; {@link #NOTHING} for
 *     no pixel
 */
@SuppressWarnings("ArrayRecordComponent")
public record Raster(int width, int height, int[] rgb) {

  /** No pixel: the paper shows. */
  public static final int NOTHING = -1;

  private static final int MOST = 255;

  public Raster {
    if (rgb.length != width * height) {
      throw new IllegalArgumentException(rgb.length + " pixels are not " + width + " by " + height);
    }
  }

  /** One colour from shares of red, green and blue, each cut to [0, 1]. */
  public static int colour(double red, double green, double blue) {
    return level(red) << 16 | level(green) << 8 | level(blue);
  }

  private static int level(double share) {
    return (int) Math.round(MOST * Math.max(0, Math.min(1, share)));
  }

  /**
   * Numbers by a scale.
   *
   * @param values {@code [height * width]}
   */
  public static Raster of(double[] values, int width, Scale scale) {
    int[] rgb = new int[values.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = Double.isNaN(values[i]) ? NOTHING : scale.colour(values[i]);
    }
    return new Raster(width, values.length / width, rgb);
  }

  /**
   * Three planes of numbers as red, green and blue, from black to white.
   *
   * @param planes each {@code [height * width]}
   * @param least what is black
   * @param most what is full
   */
  public static Raster ofColours(double[][] planes, int width, double least, double most) {
    int[] rgb = new int[planes[0].length];
    double range = most > least ? most - least : 1;
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] =
          colour(
              (planes[0][i] - least) / range,
              (planes[1][i] - least) / range,
              (planes[2][i] - least) / range);
    }
    return new Raster(width, rgb.length / width, rgb);
  }

  /** A part of it; what lies outside is {@link #NOTHING}. */
  public Raster part(int top, int left, int newHeight, int newWidth) {
    int[] part = new int[newHeight * newWidth];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int row = top + y;
        int column = left + x;
        boolean inside = row >= 0 && row < height && column >= 0 && column < width;
        part[y * newWidth + x] = inside ? rgb[row * width + column] : NOTHING;
      }
    }
    return new Raster(newWidth, newHeight, part);
  }

  /** Another one over it, letting so much of this through; of the same size. */
  public Raster under(Raster over, double through) {
    int[] mixed = new int[rgb.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] =
          over.rgb[i] == NOTHING
              ? rgb[i]
              : mix(rgb[i], over.rgb[i], through, 16)
                  | mix(rgb[i], over.rgb[i], through, 8)
                  | mix(rgb[i], over.rgb[i], through, 0);
    }
    return new Raster(width, height, mixed);
  }

  private static int mix(int one, int other, double share, int shift) {
    double level = share * (one >> shift & MOST) + (1 - share) * (other >> shift & MOST);
    return (int) Math.round(level) << shift;
  }
}
