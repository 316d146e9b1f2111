package dev.ablate.engine.dl4j.recurrent;

import dev.ablate.engine.dl4j.compute.Computation;
import dev.ablate.engine.dl4j.compute.OwnedArrays;
import dev.ablate.engine.dl4j.compute.Scratch;
import dev.ablate.engine.dl4j.recurrent.RecurrentParameters.Gates;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A recurrent layer over the rows of images, and its gradient through all steps. Everything lies
 * step by step, {@code [steps, batch, ...]}, and gate by gate, so that each operation runs over
 * numbers side by side. The products with rows are done for all steps at once.
 */
public final class RecurrentComputation implements Computation {

  /**
   * What else is computed, or is not.
   *
   * @param everyStep every step's state is the output, not the last alone
   * @param inputGradient somebody asks for the gradient by the input
   */
  public record Extent(boolean everyStep, boolean inputGradient) {}

  private final Extent extent;
  private final Gates weights;
  private final Gates gradients;
  private final RecurrentCell cell;
  private final long steps;
  private final long batch;
  private final long units;
  private final long[] imageShape;
  private final INDArray rows;
  private final INDArray output;
  private final INDArray stepGradients;
  private final INDArray rowGradients;
  private final INDArray inputGradient;

  /**
   * Prepares for one shape.
   *
   * @param shape {@code [batch, channels, height, width]} or {@code [batch, values]}, one step
   */
  public RecurrentComputation(
      OwnedArrays arrays,
      RecurrentCell.Maker maker,
      Gates weights,
      Gates gradients,
      Extent extent,
      long[] shape) {
    this.extent = extent;
    this.weights = weights;
    this.gradients = gradients;
    this.imageShape = shape.length == 4 ? shape : new long[] {shape[0], 1, 1, shape[1]};
    this.batch = imageShape[0];
    this.steps = imageShape[2];
    this.units = weights.bias().get(0).length();
    long row = imageShape[1] * imageShape[3];
    this.rows = arrays.zeros(steps, batch, row);
    this.cell = maker.make(new RecurrentStates(arrays, weights, steps, batch, units));
    this.output =
        extent.everyStep()
            ? arrays.zeros(batch, steps, units).reshape(batch, 1, steps, units)
            : arrays.zeros(batch, units);
    this.stepGradients = arrays.zeros(steps, batch, units);
    this.rowGradients = extent.inputGradient() ? arrays.zeros(steps, batch, row) : null;
    this.inputGradient = extent.inputGradient() ? arrays.channelsLast(shape) : null;
  }

  @Override
  public INDArray forward(INDArray input) {
    byStep(rows, imageShape[1]).assign(input.reshape(imageShape).permute(2, 0, 1, 3));
    Scratch.run(
        () -> {
          INDArray flat = matrix(rows);
          for (int gate = 0; gate < weights.row().size(); gate++) {
            INDArray sum = matrix(cell.states().gate(gate));
            flat.mmuli(weights.row().get(gate).transpose(), sum);
            sum.addiRowVector(weights.bias().get(gate));
          }
        });
    for (int step = 0; step < steps; step++) {
      int current = step;
      Scratch.run(() -> cell.forward(current));
    }
    INDArray states = cell.states().after();
    if (extent.everyStep()) {
      output.reshape(batch, steps, units).assign(states.permute(1, 0, 2));
    } else {
      output.assign(cell.states().hidden(Math.toIntExact(steps)));
    }
    return output;
  }

  @Override
  public INDArray backward(INDArray outputGradient) {
    if (extent.everyStep()) {
      byStep(stepGradients, 1).assign(outputGradient.permute(2, 0, 1, 3));
    } else {
      stepGradients.assign(0);
      at(stepGradients, steps - 1).assign(outputGradient);
    }
    cell.states().startBackward();
    for (long step = steps - 1; step >= 0; step--) {
      int current = Math.toIntExact(step);
      Scratch.run(() -> stepBack(current));
    }
    Scratch.run(this::parameterGradients);
    if (extent.inputGradient()) {
      Scratch.run(this::inputGradient);
      image(inputGradient).assign(byStep(rowGradients, imageShape[1]).permute(1, 2, 0, 3));
    }
    return inputGradient;
  }

  private void stepBack(int step) {
    RecurrentStates states = cell.states();
    states.hiddenGradient().addi(at(stepGradients, step));
    cell.backward(step);
    for (int gate = 0; gate < weights.state().size(); gate++) {
      states
          .hiddenGradient()
          .addi(at(states.stateSideGradient(gate), step).mmul(weights.state().get(gate)));
    }
  }

  private void parameterGradients() {
    RecurrentStates states = cell.states();
    INDArray before = matrix(states.before());
    for (int gate = 0; gate < weights.row().size(); gate++) {
      INDArray sum = matrix(states.gradient(gate));
      INDArray stateSide = matrix(states.stateSideGradient(gate));
      gradients.row().get(gate).assign(sum.transpose().mmul(matrix(rows)));
      gradients.state().get(gate).assign(stateSide.transpose().mmul(before));
      gradients.bias().get(gate).assign(sum.sum(true, 0));
    }
    if (gradients.bias().size() > gradients.row().size()) {
      int last = gradients.row().size();
      gradients.bias().get(last).assign(matrix(states.stateSideGradient(last - 1)).sum(true, 0));
    }
  }

  private void inputGradient() {
    INDArray flat = matrix(rowGradients);
    flat.assign(0);
    for (int gate = 0; gate < weights.row().size(); gate++) {
      flat.addi(matrix(cell.states().gradient(gate)).mmul(weights.row().get(gate)));
    }
  }

  /** {@code [steps, batch, values]} as {@code [steps, batch, channels, width]}. */
  private INDArray byStep(INDArray array, long channels) {
    return array.reshape(steps, batch, channels, array.size(2) / channels);
  }

  private INDArray image(INDArray array) {
    return array.rank() == 4 ? array : array.reshape(imageShape);
  }

  private static INDArray matrix(INDArray array) {
    return array.reshape(array.size(0) * array.size(1), array.size(2));
  }

  static INDArray at(INDArray array, long step) {
    return array.get(NDArrayIndex.point(step), NDArrayIndex.all(), NDArrayIndex.all());
  }
}
