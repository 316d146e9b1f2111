package dev.ablate.engine.dl4j.recurrent;

import dev.ablate.engine.dl4j.compute.OwnedArrays;
import dev.ablate.engine.dl4j.recurrent.RecurrentParameters.Gates;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a recurrent layer keeps of every step. */
final class RecurrentStates {

  private final OwnedArrays arrays;
  private final Gates weights;
  private final long steps;
  private final long batch;
  private final long units;
  private final INDArray hidden;
  private final List<INDArray> gates;
  private final List<INDArray> gradients;
  private final INDArray hiddenGradient;
  private INDArray lastStateSideGradient;

  RecurrentStates(OwnedArrays arrays, Gates weights, long steps, long batch, long units) {
    this.arrays = arrays;
    this.weights = weights;
    this.steps = steps;
    this.batch = batch;
    this.units = units;
    this.hidden = arrays.zeros(steps + 1, batch, units);
    this.gates = perGate();
    this.gradients = perGate();
    this.hiddenGradient = arrays.zeros(batch, units);
  }

  private List<INDArray> perGate() {
    return IntStream.range(0, weights.row().size()).mapToObj(gate -> perStep(0)).toList();
  }

  /** One more array {@code [steps + more, batch, units]}. */
  INDArray perStep(int more) {
    return arrays.zeros(steps + more, batch, units);
  }

  /** One more array {@code [batch, units]}. */
  INDArray single() {
    return arrays.zeros(batch, units);
  }

  /** The sum that goes into a gate, then the gate's value; {@code [steps, batch, units]}. */
  INDArray gate(int gate) {
    return gates.get(gate);
  }

  INDArray gate(int gate, int step) {
    return RecurrentComputation.at(gates.get(gate), step);
  }

  /** The gradient by the sum that goes into a gate. */
  INDArray gradient(int gate) {
    return gradients.get(gate);
  }

  INDArray gradient(int gate, int step) {
    return RecurrentComputation.at(gradients.get(gate), step);
  }

  /** The gradient by the state's part of that sum: another one where the reset is in between. */
  INDArray stateSideGradient(int gate) {
    return gate == gradients.size() - 1 && lastStateSideGradient != null
        ? lastStateSideGradient
        : gradients.get(gate);
  }

  /** Has the last gate's state pass a reset. */
  INDArray separateLastStateSide() {
    lastStateSideGradient = perStep(0);
    return lastStateSideGradient;
  }

  /** The state's product with a gate's weights before a step. */
  INDArray product(int gate, int step) {
    return hidden(step).mmul(weights.state().get(gate).transpose());
  }

  /** Adds the state's product to a gate's sum. */
  INDArray sum(int gate, int step) {
    return gate(gate, step).addi(product(gate, step));
  }

  Gates weights() {
    return weights;
  }

  /** The state before a step, one more for the last; {@code [batch, units]}. */
  INDArray hidden(int step) {
    return RecurrentComputation.at(hidden, step);
  }

  /** The states before each step. */
  INDArray before() {
    return hidden.get(NDArrayIndex.interval(0, steps), NDArrayIndex.all(), NDArrayIndex.all());
  }

  /** The states after each step. */
  INDArray after() {
    return hidden.get(NDArrayIndex.interval(1, steps + 1), NDArrayIndex.all(), NDArrayIndex.all());
  }

  /** The gradient by the state after the running step; a cell leaves what goes by no product. */
  INDArray hiddenGradient() {
    return hiddenGradient;
  }

  void startBackward() {
    hiddenGradient.assign(0);
  }
}
