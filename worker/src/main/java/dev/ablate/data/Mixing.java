package dev.ablate.data;

import dev.ablate.model.Shape;
import dev.ablate.spec.Seeds;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * One epoch's mixing of images with others of the same epoch. With which, and by how much, depends
 * on the seed, the epoch, the image's position in the part and the epoch's order: not on its batch.
 *
 * @param mixUp of Beta(a, a), from which a blend's share is drawn: a, 0 for no blends
 * @param cutMix of Beta(a, a), from which a paste's share is drawn: a, 0 for no pastes
 * @param shape of one image
 * @param seed of the trial
 * @param epoch epochs done before this one
 */
public record Mixing(double mixUp, double cutMix, Shape shape, long seed, int epoch) {

  /** Every image alone. */
  public static final Mixing NONE = new Mixing(0, 0, Shape.vector(1), 0, 0);

  /** Whether images stay alone. */
  boolean isNone() {
    return mixUp == 0 && cutMix == 0;
  }

  /**
   * What one image becomes.
   *
   * @param position of the image in its part
   * @param others how many images there are to mix it with
   */
  Mixture mixture(int position, int others) {
    SplittableRandom random = Seeds.random(seed, Seeds.Purpose.MIXING, epoch, position);
    int partner = random.nextInt(others);
    boolean pastes = mixUp == 0 || (cutMix > 0 && random.nextBoolean());
    double centreY = random.nextDouble() * shape.height();
    double centreX = random.nextDouble() * shape.width();
    double share = beta(pastes ? cutMix : mixUp, random);
    return pastes
        ? new Paste(partner, Box.of(shape, centreY, centreX, Math.sqrt(1 - share)))
        : new Blend(partner, share);
  }

  private static double beta(double a, SplittableRandom random) {
    return new BetaDistribution(generator(random), a, a).sample();
  }

  private static RandomGenerator generator(SplittableRandom random) {
    return new AbstractRandomGenerator() {
      @Override
      public void setSeed(long unused) {
        throw new UnsupportedOperationException("the draw's seed is given");
      }

      @Override
      public double nextDouble() {
        return random.nextDouble();
      }
    };
  }

  /** An image and its partner as one. */
  sealed interface Mixture {

    /** Which of the epoch's images is the partner. */
    int partner();

    /** How much of the first image stays. */
    double share(Shape shape);

    /**
     * Lays the partner over the image.
     *
     * @param target the image at an offset, {@code [channels, height, width]}
     * @param other the partner, alike, from 0
     */
    void apply(float[] target, int offset, float[] other, Shape shape);
  }

  /** {@code share * image + (1 - share) * partner}. */
  record Blend(int partner, double share) implements Mixture {

    @Override
    public double share(Shape shape) {
      return share;
    }

    @Override
    public void apply(float[] target, int offset, float[] other, Shape shape) {
      float stays = (float) share;
      for (int i = 0; i < other.length; i++) {
        target[offset + i] = stays * target[offset + i] + (1 - stays) * other[i];
      }
    }
  }

  /** The partner's pixels in a box, the image's around it. */
  record Paste(int partner, Box box) implements Mixture {

    @Override
    public double share(Shape shape) {
      return 1 - (double) box.area() / (shape.height() * shape.width());
    }

    @Override
    public void apply(float[] target, int offset, float[] other, Shape shape) {
      for (int channel = 0; channel < shape.channels(); channel++) {
        for (int y = box.top(); y < box.bottom(); y++) {
          int row = (channel * shape.height() + y) * shape.width();
          System.arraycopy(
              other, row + box.left(), target, offset + row + box.left(), box.right() - box.left());
        }
      }
    }
  }

  /** Pixels from {@code top} and {@code left} to below {@code bottom} and {@code right}. */
  record Box(int top, int left, int bottom, int right) {

    /** A part of each side about a centre, cut at the image's edge. */
    static Box of(Shape shape, double centreY, double centreX, double part) {
      int height = (int) (shape.height() * part);
      int width = (int) (shape.width() * part);
      int top = (int) centreY - height / 2;
      int left = (int) centreX - width / 2;
      return new Box(
          Math.max(0, top),
          Math.max(0, left),
          Math.min(shape.height(), top + height),
          Math.min(shape.width(), left + width));
    }

    int area() {
      return (bottom - top) * (right - left);
    }
  }
}
