package dev.ablate.engine;

import dev.ablate.model.Shape;
import dev.ablate.model.Window;

/**
 * The geometry of one cross-correlation: {@code out[f][y][x] = sum over c, i, j of w[f][c][i][j] *
 * in[c][y * stride + i * dilation - top][x * stride + j * dilation - left]}, where what is outside
 * the image is 0. A product with a vector is one over an image of one pixel.
 *
 * @param input shape of one image
 * @param output shape of its result; its channels are the filters
 * @param kernel height and width of a filter, pixels
 * @param stride step, pixels
 * @param dilation distance between a filter's pixels
 * @param top rows of zeros above the image; may be negative, for rows that are passed by
 * @param left columns of zeros before the image
 */
public record Sliding(
    Shape input, Shape output, int kernel, int stride, int dilation, int top, int left) {

  /** Of so many filters over images of a shape. */
  public static Sliding of(Window window, Shape input, int filters) {
    return new Sliding(
        input,
        new Shape(filters, window.positions(input.height()), window.positions(input.width())),
        window.size(),
        window.stride(),
        window.dilation(),
        window.before(input.height()),
        window.before(input.width()));
  }

  /** Pixels from a filter's first to its last. */
  public int reach() {
    return (kernel - 1) * dilation + 1;
  }

  /** Numbers of all filters, {@code [filters, channels, kernel, kernel]}. */
  public int weights() {
    return output.channels() * input.channels() * kernel * kernel;
  }
}
