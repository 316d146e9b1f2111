package dev.ablate.engine.cuda;

import dev.ablate.model.Shape;
import dev.ablate.model.Window;

/**
 * Tables of a convolution's taps, so that kernels need not divide. Four numbers a tap: where it
 * lies from the window's corner, its distance down and to the right, and its weight's place.
 */
final class Taps {

  private static final int NUMBERS = 4;

  private Taps() {}

  /** Of each channel and pixel of the window, as they read the input. */
  static int[] ofInput(Window window, Shape in) {
    int side = window.size();
    int[] taps = new int[in.channels() * side * side * NUMBERS];
    int at = 0;
    for (int channel = 0; channel < in.channels(); channel++) {
      for (int tap = 0; tap < side * side; tap++) {
        int down = tap / side * window.dilation();
        int right = tap % side * window.dilation();
        taps[at] = (channel * in.height() + down) * in.width() + right;
        taps[at + 1] = down;
        taps[at + 2] = right;
        at += NUMBERS;
      }
    }
    return taps;
  }

  /** Of each filter and pixel of the window, as they read the gradient by the output. */
  static int[] ofOutput(Window window, Shape in, Shape out) {
    int side = window.size();
    int[] taps = new int[out.channels() * side * side * NUMBERS];
    int at = 0;
    for (int filter = 0; filter < out.channels(); filter++) {
      for (int tap = 0; tap < side * side; tap++) {
        taps[at] = filter * out.height() * out.width();
        taps[at + 1] = tap / side * window.dilation();
        taps[at + 2] = tap % side * window.dilation();
        taps[at + 3] = filter * in.channels() * side * side + tap;
        at += NUMBERS;
      }
    }
    return taps;
  }
}
