package dev.ablate.sweep.report.picture;

/**
 * Which colour a number has.
 *
 * @param kind the colours
 * @param least the first one's number
 * @param most the last one's number
 */
public record Scale(Kind kind, double least, double most) {

  private static final int[] SEQUENTIAL = {
    0x440154, 0x414487, 0x2a788e, 0x22a884, 0x7ad151, 0xfde725
  };
  private static final int[] DIVERGING = {
    0x2166ac, 0x67a9cf, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xef8a62, 0xb2182b
  };
  private static final int[] GREY = {0x000000, 0xffffff};
  private static final int[] HEAT = {0x000004, 0x420a68, 0x932667, 0xdd513a, 0xfca50a, 0xfcffa4};

  /** Colours in order; each is told apart by its lightness too. */
  public enum Kind {
    /** From dark blue over green to yellow. */
    SEQUENTIAL,
    /** From blue over near white to red: for numbers with a sign. */
    DIVERGING,
    GREY,
    /** From the darkest to a light yellow: for heat over images. */
    HEAT;

    private int[] colours() {
      return switch (this) {
        case SEQUENTIAL -> Scale.SEQUENTIAL;
        case DIVERGING -> Scale.DIVERGING;
        case GREY -> Scale.GREY;
        case HEAT -> Scale.HEAT;
      };
    }
  }

  /** From 0 to the largest value. */
  public static Scale fromZero(double most) {
    return new Scale(Kind.SEQUENTIAL, 0, most > 0 ? most : 1);
  }

  /** As far below 0 as above. */
  public static Scale aroundZero(double size) {
    double reach = size > 0 ? size : 1;
    return new Scale(Kind.DIVERGING, -reach, reach);
  }

  /** The colour of a number; those outside have the nearest end's. */
  public int colour(double value) {
    int[] colours = kind.colours();
    double share = (value - least) / (most - least);
    double at = Math.max(0, Math.min(1, share)) * (colours.length - 1);
    int before = Math.min((int) at, colours.length - 2);
    double part = at - before;
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int from = colours[before] >> shift & 255;
      int to = colours[before + 1] >> shift & 255;
      mixed |= (int) Math.round(from + part * (to - from)) << shift;
    }
    return mixed;
  }
}
