package dev.ablate.engine.cuda;

import dev.ablate.spec.Names;

/** The sizes of a block of a product, as {@code product.cu} has them. */
enum Tile {
  SMALL(32, 32, 64),
  /** Few channels over many places. */
  FLAT(32, 128, 128),
  MEDIUM(64, 64, 256),
  LARGE(64, 128, 128);

  /** Depth of a block's step. */
  private static final int DEPTH = 16;

  /** Steps that are worth a block. */
  private static final int LEAST_STEPS = 4;

  /** Blocks that fill a device; the same on every one, so that results are. */
  static final int ENOUGH_BLOCKS = 192;

  /** Of a tile whose product is cut into parts. */
  static final int MOST_NUMBERS = 64 * 64;

  private final int rows;
  private final int columns;
  private final int threads;

  Tile(int rows, int columns, int threads) {
    this.rows = rows;
    this.columns = columns;
    this.threads = threads;
  }

  /** A good one for a result of this size. */
  static Tile of(long rows, long columns) {
    if (rows <= SMALL.rows) {
      return columns >= 2L * FLAT.columns ? FLAT : SMALL;
    }
    if (columns <= SMALL.columns) {
      return SMALL;
    }
    return LARGE.blocks(rows, columns) >= ENOUGH_BLOCKS ? LARGE : MEDIUM;
  }

  /** The same where each thread keeps more beside its sums: registers would not be enough. */
  static Tile slimOf(long rows, long columns) {
    Tile tile = of(rows, columns);
    return tile == LARGE ? MEDIUM : tile;
  }

  private long blocks(long height, long width) {
    return (long) Launch.blocks(height, rows) * Launch.blocks(width, columns);
  }

  /** Parts to cut the depth into, so that there are enough blocks. */
  int parts(Product.Extent extent) {
    int blocks = Math.toIntExact(Math.min(ENOUGH_BLOCKS, blocks(extent.rows(), extent.columns())));
    long worth = extent.depth() / (LEAST_STEPS * DEPTH);
    return Math.toIntExact(Math.max(1, Math.min(Launch.blocks(ENOUGH_BLOCKS, blocks), worth)));
  }

  /** The launch of a product's kernel. */
  Launch launch(String kernel, Product.Extent extent, int parts, Arguments arguments) {
    return new Launch(
        kernel + "_" + Names.kebab(this),
        threads,
        Launch.blocks(extent.columns(), columns),
        Launch.blocks(extent.rows(), rows),
        parts,
        arguments);
  }
}
