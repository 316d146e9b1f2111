package dev.ablate.engine.cuda;

/**
 * A matrix product on the device, in several parts along its depth where one piece would leave the
 * device idle.
 *
 * @param stream that is asked to do it
 * @param workspace at least {@link #WORKSPACE_BYTES}, for the parts
 */
record Product(DeviceStream stream, long workspace) {

  /** Parts are made until there are enough blocks, so they are never many more numbers. */
  static final long WORKSPACE_BYTES = 2L * Tile.ENOUGH_BLOCKS * Tile.MOST_NUMBERS * Float.BYTES;

  private static final int REDUCED_BY_BLOCK = 32;
  private static final int THREADS = 256;

  /**
   * The numbers multiplied.
   *
   * @param rows of the result
   * @param columns of the result
   * @param depth of the sums
   */
  record Extent(long rows, long columns, long depth) {}

  /**
   * What becomes of a result.
   *
   * @param to where it goes
   * @param bias to add, one a channel; 0 for none
   * @param mask output of the ReLU to go back through; 0 for none
   * @param rectifies whether a ReLU follows
   * @param channels of an example
   * @param places of a channel
   */
  record Ending(long to, long bias, long mask, boolean rectifies, int channels, int places) {}

  /** A batch's numbers: outputs, or gradients by inputs. */
  void batch(String kernel, Extent extent, Arguments arguments, Ending ending) {
    Tile tile = Tile.of(extent.rows(), extent.columns());
    int parts = tile.parts(extent);
    if (parts == 1) {
      arguments.ending(ending.to(), ending.bias(), ending.mask(), ending.rectifies(), 1);
    } else {
      arguments.ending(workspace, 0, 0, false, parts);
    }
    stream.launch(tile.launch(kernel, extent, parts, arguments));
    if (parts > 1) {
      long size = extent.rows() * extent.columns();
      reduce(
          "reduce_outputs",
          size,
          new Arguments()
              .address(workspace)
              .number(Math.toIntExact(size))
              .number(ending.places())
              .number(ending.channels())
              .number(parts)
              .address(ending.to())
              .address(ending.bias())
              .address(ending.mask())
              .flag(ending.rectifies()));
    }
  }

  /** Gradients by weights and biases; the extent counts the biases as one more column. */
  void filters(String kernel, Extent extent, Arguments arguments, Weights weights) {
    Tile tile = Tile.slimOf(extent.rows(), extent.columns());
    int parts = tile.parts(extent);
    arguments
        .address(parts == 1 ? weights.weightGradient() : workspace)
        .address(weights.biasGradient())
        .flag(weights.hasBias())
        .number(parts);
    stream.launch(tile.launch(kernel, extent, parts, arguments));
    if (parts > 1) {
      long size = extent.rows() * extent.columns();
      long ofWeights = size - (weights.hasBias() ? extent.rows() : 0);
      reduce(
          "reduce_filters",
          size,
          new Arguments()
              .address(workspace)
              .number(Math.toIntExact(size))
              .number(Math.toIntExact(ofWeights))
              .number(parts)
              .address(weights.weightGradient())
              .address(weights.biasGradient()));
    }
  }

  private void reduce(String kernel, long size, Arguments arguments) {
    stream.launch(
        new Launch(kernel, THREADS, Launch.blocks(size, REDUCED_BY_BLOCK), 1, 1, arguments));
  }
}
