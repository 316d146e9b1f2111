package dev.ablate.data;

import dev.ablate.model.Shape;
import dev.ablate.spec.Seeds;
import java.util.SplittableRandom;

/**
 * One epoch's random changes. What happens to an image depends on the seed, the epoch and its
 * position in the part alone: not on its batch, nor on the thread.
 *
 * @param spec what may happen
 * @param shape of one image
 * @param seed of the trial
 * @param epoch epochs done before this one
 */
public record Augmentation(AugmentationSpec spec, Shape shape, long seed, int epoch) {

  /** Images as they are. */
  public static final Augmentation NONE =
      new Augmentation(AugmentationSpec.NONE, Shape.vector(1), 0, 0);

  /** Whether images stay as they are. */
  boolean isNone() {
    return spec.equals(AugmentationSpec.NONE);
  }

  /** Writes one image, changed and normalised; its position is that in its part. */
  void write(byte[] pixels, int position, float[][] tables, float[] target, int offset) {
    Draw draw = draw(position);
    int in = 0;
    int plane = shape.height() * shape.width();
    for (int channel = 0; channel < shape.channels(); channel++) {
      if (spec.rotation() > 0) {
        writeRotated(draw, pixels, in, tables[channel], target, offset);
      } else {
        writeMoved(draw, pixels, in, tables[channel], target, offset);
      }
      cutOut(draw, target, offset);
      in += plane;
      offset += plane;
    }
  }

  /** Always the same number of draws, so that one kind of change does not shift another. */
  private Draw draw(int position) {
    SplittableRandom random = Seeds.random(seed, Seeds.Purpose.AUGMENTATION, epoch, position);
    boolean mirrored = random.nextDouble() < 0.5 && spec.flip();
    int down = (int) (random.nextDouble() * (2 * spec.crop() + 1)) - spec.crop();
    int right = (int) (random.nextDouble() * (2 * spec.crop() + 1)) - spec.crop();
    double angle = Math.toRadians((2 * random.nextDouble() - 1) * spec.rotation());
    int holeY = (int) (random.nextDouble() * shape.height()) - spec.cutout() / 2;
    int holeX = (int) (random.nextDouble() * shape.width()) - spec.cutout() / 2;
    return new Draw(mirrored, down, right, angle, holeY, holeX);
  }

  private void writeMoved(
      Draw draw, byte[] pixels, int in, float[] table, float[] target, int out) {
    int width = shape.width();
    int step = draw.mirrored ? -1 : 1;
    int first = (draw.mirrored ? width - 1 : 0) + draw.right;
    for (int y = 0; y < shape.height(); y++) {
      int fromY = y + draw.down;
      boolean rowInside = fromY >= 0 && fromY < shape.height();
      int row = in + fromY * width;
      for (int x = 0, fromX = first; x < width; x++, fromX += step) {
        boolean inside = rowInside && fromX >= 0 && fromX < width;
        target[out++] = table[inside ? pixels[row + fromX] & 0xFF : 0];
      }
    }
  }

  private void writeRotated(
      Draw draw, byte[] pixels, int in, float[] table, float[] target, int out) {
    int width = shape.width();
    double sine = Math.sin(draw.angle);
    double cosine = Math.cos(draw.angle);
    double middleY = (shape.height() - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    int step = draw.mirrored ? -1 : 1;
    double firstX = (draw.mirrored ? width - 1 : 0) + draw.right - middleX;
    for (int y = 0; y < shape.height(); y++) {
      double fromMiddleY = y + draw.down - middleY;
      double rowY = cosine * fromMiddleY + sine * firstX + middleY;
      double rowX = cosine * firstX - sine * fromMiddleY + middleX;
      for (int x = 0; x < width; x++) {
        double fromY = rowY + x * step * sine;
        double fromX = rowX + x * step * cosine;
        boolean inside = fromY > -1 && fromY < shape.height() && fromX > -1 && fromX < width;
        target[out++] = inside ? interpolate(pixels, in, table, fromY, fromX) : table[0];
      }
    }
  }

  /** Bilinear, for positions above -1; normalisation is a line, so it may come first. */
  private float interpolate(byte[] pixels, int in, float[] table, double y, double x) {
    int width = shape.width();
    int top = (int) (y + 1) - 1;
    int left = (int) (x + 1) - 1;
    float below = (float) (y - top);
    float beside = (float) (x - left);
    float upper;
    float lower;
    if (top >= 0 && left >= 0 && top + 1 < shape.height() && left + 1 < width) {
      int at = in + top * width + left;
      upper = between(table[pixels[at] & 0xFF], table[pixels[at + 1] & 0xFF], beside);
      at += width;
      lower = between(table[pixels[at] & 0xFF], table[pixels[at + 1] & 0xFF], beside);
    } else {
      upper =
          between(
              value(pixels, in, table, top, left), value(pixels, in, table, top, left + 1), beside);
      lower =
          between(
              value(pixels, in, table, top + 1, left),
              value(pixels, in, table, top + 1, left + 1),
              beside);
    }
    return between(upper, lower, below);
  }

  private static float between(float first, float second, float share) {
    return first + share * (second - first);
  }

  private float value(byte[] pixels, int in, float[] table, int y, int x) {
    boolean inside = y >= 0 && y < shape.height() && x >= 0 && x < shape.width();
    return table[inside ? pixels[in + y * shape.width() + x] & 0xFF : 0];
  }

  private void cutOut(Draw draw, float[] target, int out) {
    int bottom = Math.min(shape.height(), draw.holeY + spec.cutout());
    int right = Math.min(shape.width(), draw.holeX + spec.cutout());
    for (int y = Math.max(0, draw.holeY); y < bottom; y++) {
      for (int x = Math.max(0, draw.holeX); x < right; x++) {
        target[out + y * shape.width() + x] = 0;
      }
    }
  }

  /** What happens to one image; the angle in radians, the hole by its upper left corner. */
  private record Draw(boolean mirrored, int down, int right, double angle, int holeY, int holeX) {}
}
