package dev.ablate.model;

import dev.ablate.model.Parameter.Drawn;
import dev.ablate.model.Parameter.Kind;
import dev.ablate.model.Parameter.Ones;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A primitive layer: one computation, all settings resolved. What an engine builds. It knows what
 * follows from it by arithmetic.
 */
public sealed interface Layer extends Serializable {

  /**
   * Shape of one example behind it.
   *
   * @param name of the layer, for messages
   * @param in shape before it
   * @throws InvalidNetworkException if it does not fit
   */
  Shape output(String name, Shape in);

  /** Its arrays for an input of a shape, in the order in which the flat vectors have them. */
  List<Parameter> parameters(Shape in);

  /** Multiply-accumulate operations of one example's forward pass, in convolutions and products. */
  long macs(Shape in);

  /** Whether it draws numbers, which derive from its name: initial weights, what is dropped. */
  boolean draws();

  /** What a visitor makes of it. */
  <R> R accept(LayerVisitor<R> visitor);

  /** A layer that learns nothing. */
  sealed interface Fixed extends Layer {

    @Override
    default List<Parameter> parameters(Shape in) {
      return List.of();
    }

    @Override
    default long macs(Shape in) {
      return 0;
    }

    @Override
    default boolean draws() {
      return false;
    }
  }

  /** A two-dimensional cross-correlation, as every framework's "convolution". */
  @Tag("conv")
  record Convolution(
      @Setting("Output channels") int filters,
      @Setting("Kernel height and width, pixels") int kernel,
      @Setting(value = "Step, pixels", fallback = "1") int stride,
      @Setting(value = "What surrounds the image", fallback = "valid") Padding padding,
      @Setting(value = "Distance between taps, pixels", fallback = "1") int dilation,
      @Setting(
              value =
                  "Parts that see a part of the channels each; 0 for one a channel of the images",
              fallback = "1")
          int groups,
      @Setting(value = "Whether a bias is added", fallback = "true") boolean bias,
      @Setting(value = "Initial weights", fallback = "xavier-uniform") Initializer initializer)
      implements Layer {

    /** How many groups there are over so many channels. */
    public int groupsOver(int channels) {
      return groups == 0 ? channels : groups;
    }

    /** Every filter sees all channels. */
    public Convolution(
        int filters,
        int kernel,
        int stride,
        Padding padding,
        int dilation,
        boolean bias,
        Initializer initializer) {
      this(filters, kernel, stride, padding, dilation, 1, bias, initializer);
    }

    @Override
    public Shape output(String name, Shape in) {
      int count = groupsOver(in.channels());
      if (in.channels() % count != 0 || filters % count != 0) {
        throw new InvalidNetworkException(
            name
                + ": groups must divide the channels of its input and its filters, but "
                + count
                + " do not divide "
                + in.channels()
                + " and "
                + filters);
      }
      return Window.of(this).output(name, "kernel", in, filters);
    }

    @Override
    public List<Parameter> parameters(Shape in) {
      double taps = (double) kernel * kernel;
      int count = groupsOver(in.channels());
      int seen = in.channels() / count;
      List<Parameter> parameters = new ArrayList<>();
      if (bias) {
        parameters.add(Parameter.zeros(Kind.BIAS, filters));
      }
      parameters.add(
          Parameter.weights(
              new Drawn(initializer, seen * taps, filters * taps / count),
              filters,
              seen,
              kernel,
              kernel));
      return parameters;
    }

    @Override
    public long macs(Shape in) {
      Window window = Window.of(this);
      return (long) filters
          * (in.channels() / groupsOver(in.channels()))
          * kernel
          * kernel
          * window.positions(in.height())
          * window.positions(in.width());
    }

    @Override
    public boolean draws() {
      return true;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.convolution(this);
    }
  }

  /** Maximum or average over windows; an average counts only pixels inside the image. */
  @Tag("pool")
  record Pooling(
      @Setting(value = "max or average", fallback = "max") PoolSpec.Kind kind,
      @Setting("Window height and width, pixels") int size,
      @Setting("Step, pixels") int stride,
      @Setting(value = "What surrounds the image", fallback = "valid") Padding padding)
      implements Fixed {

    @Override
    public Shape output(String name, Shape in) {
      return Window.of(this).output(name, "size", in, in.channels());
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.pooling(this);
    }
  }

  /** One number a channel. */
  @Tag("global-pool")
  record GlobalPooling(@Setting(value = "max or average", fallback = "average") PoolSpec.Kind kind)
      implements Fixed {

    @Override
    public Shape output(String name, Shape in) {
      return Shape.vector(in.channels());
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.globalPooling(this);
    }
  }

  /**
   * Batch normalisation per channel: {@code gamma * (x - mean) / sqrt(variance + 1e-5) + beta};
   * evaluation uses running statistics {@code 0.9 * old + 0.1 * batch}.
   */
  @Tag("batch-norm")
  record BatchNormalization() implements Layer {

    @Override
    public Shape output(String name, Shape in) {
      return in;
    }

    @Override
    public List<Parameter> parameters(Shape in) {
      return List.of(
          Parameter.ones(Kind.SCALE, in.channels()),
          Parameter.zeros(Kind.SHIFT, in.channels()),
          Parameter.zeros(Kind.MEAN, in.channels()),
          Parameter.ones(Kind.VARIANCE, in.channels()));
    }

    @Override
    public long macs(Shape in) {
      return 0;
    }

    @Override
    public boolean draws() {
      return false;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.batchNormalization(this);
    }
  }

  /** An element-wise function. */
  @Tag("activation")
  record Activation(@Setting("The function") ActivationFunction function) implements Fixed {

    @Override
    public Shape output(String name, Shape in) {
      return in;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.activation(this);
    }
  }

  /** Inverted dropout. */
  @Tag("dropout")
  record Dropout(
      @Setting("Probability that a value is zeroed") double rate,
      @Setting(value = "Whether one draw is for all of an example's values", fallback = "false")
          boolean wholeExamples)
      implements Fixed {

    /** Of single values. */
    public Dropout(double rate) {
      this(rate, false);
    }

    @Override
    public Shape output(String name, Shape in) {
      return in;
    }

    @Override
    public boolean draws() {
      return true;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.dropout(this);
    }
  }

  /** A fully connected layer over the flattened input. */
  @Tag("dense")
  record Dense(
      @Setting("Outputs") int units,
      @Setting(value = "Whether a bias is added", fallback = "true") boolean bias,
      @Setting(value = "Initial weights", fallback = "xavier-uniform") Initializer initializer)
      implements Layer {

    @Override
    public Shape output(String name, Shape in) {
      return Shape.vector(units);
    }

    @Override
    public List<Parameter> parameters(Shape in) {
      Parameter weights =
          Parameter.weights(new Drawn(initializer, in.size(), units), in.size(), units);
      return bias ? List.of(weights, Parameter.zeros(Kind.BIAS, units)) : List.of(weights);
    }

    @Override
    public long macs(Shape in) {
      return in.size() * units;
    }

    @Override
    public boolean draws() {
      return true;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.dense(this);
    }
  }

  /**
   * A recurrent layer over an image's rows. Parameters of each gate: weights of the row, weights of
   * the state, a bias; a GRU's candidate has a second bias, inside the reset. Biases begin at zero
   * but the forget gate's, at one (Jozefowicz et al., "An empirical exploration of recurrent
   * network architectures", 2015).
   */
  @Tag("recurrent")
  record Recurrent(
      @Setting(value = "lstm, gru or simple", fallback = "lstm") RecurrentSpec.Cell cell,
      @Setting("Hidden units") int units,
      @Setting(value = "Whether every step's state goes on, not the last alone", fallback = "false")
          boolean everyStep,
      @Setting(value = "Initial weights", fallback = "xavier-uniform") Initializer initializer)
      implements Layer {

    /** The forget gate's place among an LSTM's gates. */
    public static final int LSTM_FORGET = 1;

    @Override
    public Shape output(String name, Shape in) {
      return everyStep ? new Shape(1, in.height(), units) : Shape.vector(units);
    }

    @Override
    public List<Parameter> parameters(Shape in) {
      boolean lstm = cell == RecurrentSpec.Cell.LSTM;
      Ones ones =
          lstm ? new Ones((long) LSTM_FORGET * units, (LSTM_FORGET + 1L) * units) : new Ones(0, 0);
      return List.of(
          Parameter.weights(new Drawn(initializer, row(in), units), row(in), gates()),
          Parameter.weights(new Drawn(initializer, units, units), units, gates()),
          new Parameter(Kind.BIAS, List.of((long) biases()), ones));
    }

    @Override
    public long macs(Shape in) {
      return gates() * (row(in) + units) * in.height();
    }

    /** Biases: one a gate and unit, and the GRU's second. */
    public int biases() {
      return (cell.gates() + (cell == RecurrentSpec.Cell.GRU ? 1 : 0)) * units;
    }

    private long gates() {
      return (long) cell.gates() * units;
    }

    private static long row(Shape in) {
      return (long) in.channels() * in.width();
    }

    @Override
    public boolean draws() {
      return true;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.recurrent(this);
    }
  }

  /** A layer that reads what went into an earlier one, so many layers before it. */
  sealed interface Reaching extends Fixed {

    /** Layers from that one to this. */
    int back();

    /**
     * Shape of one example behind it.
     *
     * @param name of the layer, for messages
     * @param in shape before it
     * @param other shape of what it reads besides
     * @throws InvalidNetworkException if they do not fit
     */
    Shape output(String name, Shape in, Shape other);

    /** What it gives alone does not depend on its input alone. */
    @Override
    default Shape output(String name, Shape in) {
      throw new UnsupportedOperationException(name + " has two inputs");
    }
  }

  /**
   * Goes on from what went into the layer so many layers before this one; what is between is left
   * to a {@link Shortcut} or {@link Concatenation} that joins it.
   */
  @Tag("branch")
  record Branch(@Setting("Layers that are left aside") int back) implements Reaching {

    @Override
    public Shape output(String name, Shape in, Shape other) {
      return other;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.branch(this);
    }
  }

  /** Adds what went into the layer so many layers before this one; both of one shape. */
  @Tag("shortcut")
  record Shortcut(@Setting("Layers that are passed by") int back) implements Reaching {

    @Override
    public Shape output(String name, Shape in, Shape other) {
      if (!in.equals(other)) {
        throw new InvalidNetworkException(
            name
                + ": "
                + other
                + " cannot be added to "
                + in
                + ", which has another shape; shortcut = projection adapts channels and stride");
      }
      return in;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.shortcut(this);
    }
  }

  /**
   * Puts its input's channels behind those of what went into the layer so many layers before this
   * one; both of one height and width.
   */
  @Tag("concatenation")
  record Concatenation(@Setting("Layers that are passed by") int back) implements Reaching {

    @Override
    public Shape output(String name, Shape in, Shape other) {
      if (in.height() != other.height() || in.width() != other.width()) {
        throw new InvalidNetworkException(
            name
                + ": "
                + other
                + " cannot be put beside "
                + in
                + ", which has another height or width; shortcut = projection adapts the stride");
      }
      return new Shape(other.channels() + in.channels(), in.height(), in.width());
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.concatenation(this);
    }
  }
}
