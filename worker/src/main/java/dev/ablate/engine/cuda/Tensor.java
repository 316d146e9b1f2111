package dev.ablate.engine.cuda;

import dev.ablate.model.Shape;

/**
 * A batch's numbers on the device, {@code [count, channels, height, width]} without gaps.
 *
 * @param address of the first
 * @param shape of one example
 * @param relu whether these are a ReLU's outputs, so that gradients by them are to be taken through
 *     it before they are written
 */
record Tensor(long address, Shape shape, boolean relu) {

  /** Numbers of one example. */
  int size() {
    return Math.toIntExact(shape.size());
  }

  /** Numbers of one channel of one example. */
  int plane() {
    return shape.height() * shape.width();
  }

  /** What a kernel that writes the gradient by these numbers takes: 0 for nothing to do. */
  long mask() {
    return relu ? address : 0;
  }
}
