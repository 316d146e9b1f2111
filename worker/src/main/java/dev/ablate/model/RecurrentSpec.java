package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;

/**
 * Recurrent layers that read an image row by row: {@code height} steps of {@code channels × width}
 * numbers each. The last step's hidden state is the output, {@code [batch, units]}; below the last
 * of several layers every step's goes on, as an image {@code [batch, 1, height, units]}.
 */
@Tag("recurrent")
public record RecurrentSpec(
    @Setting(value = "Name of the layer", identity = false) String name,
    @Setting(value = "lstm, gru or simple", fallback = "lstm") Cell cell,
    @Setting("Hidden units of each layer") int units,
    @Setting(value = "Recurrent layers on top of each other", fallback = "1") int layers,
    @Setting(value = "Probability that an output is zeroed, of each layer", fallback = "0.0")
        double dropout,
    @Setting(
            value = "Distribution of the initial weights, recurrent ones too",
            fallback = "xavier-uniform")
        Initializer initializer,
    @Setting(
            value = "What the learning rate is multiplied by here; 0 freezes the layer",
            fallback = "1.0")
        double rateFactor)
    implements LayerSpec {

  /** Learning at the full rate. */
  public RecurrentSpec(
      String name, Cell cell, int units, int layers, double dropout, Initializer initializer) {
    this(name, cell, units, layers, dropout, initializer, 1);
  }

  /** What a step computes from its row and the last step's state. */
  public enum Cell {
    /** Hochreiter, Schmidhuber, 1997; with a forget gate (Gers et al., 2000), no peepholes. */
    LSTM(4),
    /** Cho et al., 2014; the reset after the product, as cuDNN and PyTorch have it. */
    GRU(3),
    /** {@code tanh(W x + R h + b)}. Elman, 1990. */
    SIMPLE(1);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }

    /** Products of a step's row, and of its state, each with {@code units} outputs. */
    public int gates() {
      return gates;
    }
  }

  public RecurrentSpec {
    new Rules()
        .name("name", name)
        .positive("units", units)
        .positive("layers", layers)
        .fraction("dropout", dropout)
        .notNegative("rate-factor", rateFactor)
        .verify();
  }

  @Override
  public void lower(String path, Lowering network) {
    for (int layer = 1; layer <= layers; layer++) {
      // The first keeps its name, and so its weights, whatever is stacked on it.
      String own = layer == 1 ? path : path + "." + layer;
      network.emit(own, new Layer.Recurrent(cell, units, layer < layers, initializer));
      network.addDropout(own + ".dropout", dropout);
    }
  }
}
