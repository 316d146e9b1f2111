package dev.ablate.inspect.network;

import dev.ablate.model.Layer;
import dev.ablate.model.RecurrentSpec.Cell;
import dev.ablate.model.Shape;

/** A recurrent layer over an image's rows, forward only; see {@link Layer.Recurrent}. */
final class RecurrentOperation implements Operation {

  private final Layer.Recurrent layer;
  private final int units;
  private final double[] rowWeights;
  private final double[] stateWeights;
  private final double[] biases;

  RecurrentOperation(
      Layer.Recurrent layer, double[] rowWeights, double[] stateWeights, double[] biases) {
    this.layer = layer;
    this.units = layer.units();
    this.rowWeights = rowWeights;
    this.stateWeights = stateWeights;
    this.biases = biases;
  }

  @Override
  public Maps forward(Maps input) {
    int steps = input.shape().height();
    Shape shape = layer.everyStep() ? new Shape(1, steps, units) : Shape.vector(units);
    Maps output = Maps.zeros(shape, input.count());
    for (int image = 0; image < input.count(); image++) {
      double[] hidden = new double[units];
      double[] cell = new double[units];
      for (int step = 0; step < steps; step++) {
        hidden = step(row(input, image, step), hidden, cell);
        if (layer.everyStep()) {
          System.arraycopy(hidden, 0, output.values(), image * output.size() + step * units, units);
        }
      }
      if (!layer.everyStep()) {
        System.arraycopy(hidden, 0, output.values(), image * units, units);
      }
    }
    return output;
  }

  @Override
  public Maps backward(Maps input, Maps output, Maps gradient, BackwardRule rule) {
    throw new InspectionException(
        "gradients do not go through recurrent layers here; look at it with occlusion, maps,"
            + " strongest or ablate");
  }

  private static double[] row(Maps input, int image, int step) {
    int width = input.shape().width();
    double[] row = new double[input.shape().channels() * width];
    for (int channel = 0; channel < input.shape().channels(); channel++) {
      System.arraycopy(
          input.values(), input.at(image, channel) + step * width, row, channel * width, width);
    }
    return row;
  }

  private double[] step(double[] row, double[] hidden, double[] cell) {
    double[] next = new double[units];
    for (int unit = 0; unit < units; unit++) {
      next[unit] =
          switch (layer.cell()) {
            case SIMPLE -> Math.tanh(sum(0, unit, row, hidden));
            case LSTM -> longShort(unit, row, hidden, cell);
            case GRU -> gated(unit, row, hidden);
          };
    }
    return next;
  }

  /** Gates in the order input, forget, candidate, output. */
  private double longShort(int unit, double[] row, double[] hidden, double[] cell) {
    double in = FunctionOperation.sigmoid(sum(0, unit, row, hidden));
    double forget = FunctionOperation.sigmoid(sum(1, unit, row, hidden));
    double candidate = Math.tanh(sum(2, unit, row, hidden));
    double out = FunctionOperation.sigmoid(sum(3, unit, row, hidden));
    cell[unit] = forget * cell[unit] + in * candidate;
    return out * Math.tanh(cell[unit]);
  }

  /** Gates in the order reset, update, candidate; the reset after the product. */
  private double gated(int unit, double[] row, double[] hidden) {
    double reset = FunctionOperation.sigmoid(sum(0, unit, row, hidden));
    double update = FunctionOperation.sigmoid(sum(1, unit, row, hidden));
    double product =
        product(stateWeights, 2 * units + unit, hidden) + biases[Cell.GRU.gates() * units + unit];
    double candidate =
        Math.tanh(
            product(rowWeights, 2 * units + unit, row)
                + biases[2 * units + unit]
                + reset * product);
    return (1 - update) * candidate + update * hidden[unit];
  }

  private double sum(int gate, int unit, double[] row, double[] hidden) {
    int at = gate * units + unit;
    return product(rowWeights, at, row) + product(stateWeights, at, hidden) + biases[at];
  }

  private static double product(double[] weights, int row, double[] vector) {
    double sum = 0;
    int from = row * vector.length;
    for (int i = 0; i < vector.length; i++) {
      sum += weights[from + i] * vector[i];
    }
    return sum;
  }
}
