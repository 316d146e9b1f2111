package dev.ablate.sweep.report.plot;

/** Markers, told apart without colour. */
public enum Shape {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  TRIANGLE_DOWN,
  CROSS,
  PLUS,
  BAR;

  /** The marker of a series; they repeat after eight. */
  public static Shape series(int index) {
    return values()[Math.floorMod(index, values().length)];
  }

  /**
   * Its outline around a place.
   *
   * @return x and y of its corners by turns; of a circle none
   */
  double[] corners(double x, double y, double r) {
    double s = 0.89 * r;
    double t = 0.34 * r;
    return switch (this) {
      case CIRCLE -> new double[0];
      case SQUARE -> new double[] {x - s, y - s, x + s, y - s, x + s, y + s, x - s, y + s};
      case TRIANGLE -> new double[] {x, y - 1.2 * r, x + 1.1 * r, y + s, x - 1.1 * r, y + s};
      case TRIANGLE_DOWN -> new double[] {x, y + 1.2 * r, x + 1.1 * r, y - s, x - 1.1 * r, y - s};
      case DIAMOND -> new double[] {x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y};
      case BAR ->
          new double[] {
            x - t, y - 1.3 * r, x + t, y - 1.3 * r, x + t, y + 1.3 * r, x - t, y + 1.3 * r
          };
      case PLUS -> cross(x, y, new double[] {1.25 * r, 0, 0, 1.25 * r}, t);
      case CROSS -> cross(x, y, new double[] {s, s, -s, s}, t);
    };
  }

  /** Two crossed bars; {@code arms} are the two directions with their lengths. */
  private static double[] cross(double x, double y, double[] arms, double half) {
    double length = Math.hypot(arms[0], arms[1]);
    double ux = arms[0] / length;
    double uy = arms[1] / length;
    double[][] around = {
      {length, half},
      {half, half},
      {half, length},
      {-half, length},
      {-half, half},
      {-length, half},
      {-length, -half},
      {-half, -half},
      {-half, -length},
      {half, -length},
      {half, -half},
      {length, -half}
    };
    double[] corners = new double[2 * around.length];
    for (int i = 0; i < around.length; i++) {
      corners[2 * i] = x + around[i][0] * ux - around[i][1] * uy;
      corners[2 * i + 1] = y + around[i][0] * uy + around[i][1] * ux;
    }
    return corners;
  }
}
