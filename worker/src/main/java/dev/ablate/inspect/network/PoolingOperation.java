package dev.ablate.inspect.network;

import dev.ablate.model.Shape;
import dev.ablate.model.Window;

/**
 * Maximum or average over windows; an average counts only pixels inside the image. Of equal maxima
 * the first gets the gradient: its place is the "switch" of Zeiler and Fergus.
 */
record PoolingOperation(Window window, boolean maximum, Shape output) implements Operation {

  private interface Visit {
    void window(int place, int from, int top, int bottom, int left, int right);
  }

  @Override
  public boolean staysInChannel() {
    return true;
  }

  @Override
  public Maps forward(Maps input) {
    Maps result = Maps.zeros(output, input.count());
    int width = input.shape().width();
    double[] values = input.values();
    windows(
        input,
        (place, from, top, bottom, left, right) -> {
          double sum = 0;
          double most = Double.NEGATIVE_INFINITY;
          for (int y = top; y < bottom; y++) {
            for (int i = from + y * width + left; i < from + y * width + right; i++) {
              sum += values[i];
              most = Math.max(most, values[i]);
            }
          }
          result.values()[place] = maximum ? most : sum / ((bottom - top) * (right - left));
        });
    return result;
  }

  @Override
  public Maps backward(Maps input, Maps result, Maps gradient, BackwardRule rule) {
    Maps back = Maps.zeros(input.shape(), input.count());
    int width = input.shape().width();
    double[] values = input.values();
    windows(
        input,
        (place, from, top, bottom, left, right) -> {
          double value = gradient.values()[place];
          double share = value / ((bottom - top) * (right - left));
          int most = -1;
          for (int y = top; y < bottom; y++) {
            for (int i = from + y * width + left; i < from + y * width + right; i++) {
              if (!maximum) {
                back.values()[i] += share;
              } else if (most < 0 || values[i] > values[most]) {
                most = i;
              }
            }
          }
          if (maximum) {
            back.values()[most] += value;
          }
        });
    return back;
  }

  private void windows(Maps input, Visit visit) {
    int height = input.shape().height();
    int width = input.shape().width();
    int above = window.before(height);
    int before = window.before(width);
    int place = 0;
    for (int plane = 0; plane < input.count() * input.shape().channels(); plane++) {
      for (int y = 0; y < output.height(); y++) {
        int top = y * window.stride() - above;
        for (int x = 0; x < output.width(); x++) {
          int left = x * window.stride() - before;
          visit.window(
              place++,
              plane * height * width,
              Math.max(0, top),
              Math.min(height, top + window.size()),
              Math.max(0, left),
              Math.min(width, left + window.size()));
        }
      }
    }
  }
}
