package dev.ablate.sweep.report.picture;

/** Colours of things without an order; the first eight as Okabe and Ito chose them. */
public final class Palette {

  private static final int[] COLOURS = {
    0x0072b2, 0xe69f00, 0x009e73, 0xd55e00, 0xcc79a7, 0x56b4e9, 0x9a8700, 0x7f7f7f, 0x8c564b,
    0x6a51a3, 0x2ca25f, 0xa50f15
  };

  private Palette() {}

  /** One of them; they repeat after twelve. */
  public static int colour(int index) {
    return COLOURS[Math.floorMod(index, COLOURS.length)];
  }
}
