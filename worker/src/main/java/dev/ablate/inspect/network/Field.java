package dev.ablate.inspect.network;

import dev.ablate.model.Layer;
import dev.ablate.model.LayerVisitor;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import dev.ablate.model.Window;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The receptive field of a unit: the smallest rectangle of pixels outside of which nothing can
 * change it.
 *
 * @param top first row, from 0
 * @param bottom the row after the last
 * @param left first column, from 0
 * @param right the column after the last
 */
public record Field(int top, int bottom, int left, int right) {

  /** Of a unit whose window lies in the padding. */
  public static final Field NOTHING = new Field(0, 0, 0, 0);

  /** Rows. */
  public int height() {
    return bottom - top;
  }

  /** Columns. */
  public int width() {
    return right - left;
  }

  /** Whether a pixel is in it. */
  public boolean contains(int y, int x) {
    return y >= top && y < bottom && x >= left && x < right;
  }

  /**
   * Of one unit of a layer's output, clipped at the image's edge.
   *
   * @param layer index of the layer
   * @param y row of the unit in its map
   * @param x column of the unit in its map
   */
  public static Field of(Network network, NetworkSummary summary, int layer, int y, int x) {
    Seen[] places = new Seen[layer + 2];
    places[layer + 1] = new Seen(single(y), single(x));
    for (int i = layer; i >= 0; i--) {
      Layer kind = network.layers().get(i).layer();
      if (places[i + 1] == null) {
        continue;
      }
      if (kind instanceof Layer.Reaching reader) {
        int passed = i - reader.back();
        places[passed] = places[i + 1].with(places[passed]);
      }
      if (kind instanceof Layer.Branch) {
        continue;
      }
      Seen before = places[i + 1].before(kind, summary.layers().get(i).input());
      places[i] = before.with(places[i]);
    }
    return places[0].hull();
  }

  private static BitSet single(int index) {
    BitSet set = new BitSet();
    set.set(index);
    return set;
  }

  /** Rows and columns of a map that a unit depends on. */
  private record Seen(BitSet rows, BitSet columns) {

    Seen before(Layer layer, Shape input) {
      return layer.accept(new Before(this, input));
    }

    Seen through(Window window, Shape input) {
      return new Seen(
          through(window, rows, input.height()), through(window, columns, input.width()));
    }

    private static BitSet through(Window window, BitSet positions, int side) {
      BitSet pixels = new BitSet();
      int before = window.before(side);
      positions.stream()
          .flatMap(
              position ->
                  IntStream.range(0, window.size())
                      .map(tap -> position * window.stride() + tap * window.dilation() - before))
          .filter(pixel -> pixel >= 0 && pixel < side)
          .forEach(pixels::set);
      return pixels;
    }

    /** The first rows and columns of all. */
    static Seen first(int rows, int columns) {
      return new Seen(first(rows), first(columns));
    }

    private static BitSet first(int count) {
      BitSet set = new BitSet();
      set.set(0, count);
      return set;
    }

    Seen with(Seen other) {
      if (other == null) {
        return this;
      }
      BitSet allRows = (BitSet) rows.clone();
      allRows.or(other.rows);
      BitSet allColumns = (BitSet) columns.clone();
      allColumns.or(other.columns);
      return new Seen(allRows, allColumns);
    }

    Field hull() {
      return rows.isEmpty() || columns.isEmpty()
          ? NOTHING
          : new Field(rows.nextSetBit(0), rows.length(), columns.nextSetBit(0), columns.length());
    }
  }

  /** What the input must be known of. */
  private record Before(Seen seen, Shape input) implements LayerVisitor<Seen> {

    @Override
    public Seen convolution(Layer.Convolution conv) {
      return seen.through(Window.of(conv), input);
    }

    @Override
    public Seen pooling(Layer.Pooling pool) {
      return seen.through(Window.of(pool), input);
    }

    @Override
    public Seen globalPooling(Layer.GlobalPooling pool) {
      return all();
    }

    @Override
    public Seen dense(Layer.Dense dense) {
      return all();
    }

    /** A state has seen the rows so far. */
    @Override
    public Seen recurrent(Layer.Recurrent recurrent) {
      return recurrent.everyStep() ? Seen.first(seen.rows.length(), input.width()) : all();
    }

    @Override
    public Seen batchNormalization(Layer.BatchNormalization norm) {
      return seen;
    }

    @Override
    public Seen activation(Layer.Activation activation) {
      return seen;
    }

    @Override
    public Seen dropout(Layer.Dropout dropout) {
      return seen;
    }

    @Override
    public Seen branch(Layer.Branch branch) {
      return seen;
    }

    @Override
    public Seen shortcut(Layer.Shortcut shortcut) {
      return seen;
    }

    @Override
    public Seen concatenation(Layer.Concatenation concatenation) {
      return seen;
    }

    private Seen all() {
      return Seen.first(input.height(), input.width());
    }
  }
}
