package dev.ablate.inspect.network;

import dev.ablate.engine.Convolver;
import dev.ablate.engine.Sliding;
import java.util.Arrays;

/** The definition of {@link Sliding} as loops, in double precision. */
final class PlainConvolver implements Convolver {

  private final Sliding sliding;
  private double[] weights;

  PlainConvolver(Sliding sliding, double[] weights) {
    this.sliding = sliding;
    this.weights = weights;
  }

  @Override
  public void exchange(double[] newWeights) {
    weights = newWeights;
  }

  @Override
  public int batch() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void run(double[] images, int count, double[] results) {
    int planeIn = sliding.input().height() * sliding.input().width();
    int planeOut = sliding.output().height() * sliding.output().width();
    int channels = sliding.input().channels();
    int filters = sliding.output().channels();
    Arrays.fill(results, 0, count * filters * planeOut, 0);
    int weight = 0;
    for (int filter = 0; filter < filters; filter++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int i = 0; i < sliding.kernel(); i++) {
          for (int j = 0; j < sliding.kernel(); j++) {
            double factor = weights[weight++];
            for (int image = 0; factor != 0 && image < count; image++) {
              add(
                  factor,
                  i * sliding.dilation() - sliding.top(),
                  j * sliding.dilation() - sliding.left(),
                  images,
                  (image * channels + channel) * planeIn,
                  results,
                  (image * filters + filter) * planeOut);
            }
          }
        }
      }
    }
  }

  /** Adds one pixel of a filter, at every place where it meets the image. */
  private void add(
      double factor, int down, int right, double[] from, int in, double[] to, int out) {
    int stride = sliding.stride();
    int width = sliding.input().width();
    int wide = sliding.output().width();
    int firstX = right >= 0 ? 0 : (-right + stride - 1) / stride;
    int lastX = Math.min(wide - 1, Math.floorDiv(width - 1 - right, stride));
    for (int y = 0; y < sliding.output().height(); y++) {
      int row = y * stride + down;
      if (row < 0 || row >= sliding.input().height()) {
        continue;
      }
      int source = in + row * width + right;
      int target = out + y * wide;
      if (stride == 1) {
        for (int x = firstX; x <= lastX; x++) {
          to[target + x] += factor * from[source + x];
        }
      } else {
        for (int x = firstX; x <= lastX; x++) {
          to[target + x] += factor * from[source + x * stride];
        }
      }
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
