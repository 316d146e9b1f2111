package dev.ablate.engine.cuda;

/**
 * A kernel with its arguments.
 *
 * @param kernel its name
 * @param threads of a block
 * @param width blocks along x
 * @param height blocks along y
 * @param depth blocks along z
 * @param arguments in the order of the kernel's parameters
 */
record Launch(String kernel, int threads, int width, int height, int depth, Arguments arguments) {

  private static final int THREADS = 256;

  /** One thread a number. */
  static Launch each(String kernel, long numbers, Arguments arguments) {
    return new Launch(kernel, THREADS, blocks(numbers, THREADS), 1, 1, arguments);
  }

  /** So many blocks that each number has its place. */
  static int blocks(long numbers, int ofBlock) {
    return Math.toIntExact((numbers + ofBlock - 1) / ofBlock);
  }
}
