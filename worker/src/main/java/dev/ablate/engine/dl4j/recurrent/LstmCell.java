package dev.ablate.engine.dl4j.recurrent;

import dev.ablate.model.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code c = f * c + i * g; h = o * tanh(c)} with input gate i, forget gate f, output gate o
 * (sigmoids) and candidate g (tanh), in the order i, f, g, o. Hochreiter, Schmidhuber, "Long
 * short-term memory", 1997; Gers, Schmidhuber, Cummins, "Learning to forget", 2000.
 */
public final class LstmCell implements RecurrentCell {

  private static final int INPUT = 0;
  private static final int FORGET = Layer.Recurrent.LSTM_FORGET;
  private static final int CANDIDATE = 2;
  private static final int OUTPUT = 3;

  private final RecurrentStates states;
  private final INDArray cells;
  private final INDArray squashed;
  private final INDArray cellGradient;
  private final int lastStep;

  LstmCell(RecurrentStates states) {
    this.states = states;
    this.cells = states.perStep(1);
    this.squashed = states.perStep(0);
    this.cellGradient = states.single();
    this.lastStep = Math.toIntExact(squashed.size(0) - 1);
  }

  @Override
  public RecurrentStates states() {
    return states;
  }

  @Override
  public void forward(int step) {
    INDArray input = RecurrentCell.sigmoid(states.sum(INPUT, step));
    INDArray forget = RecurrentCell.sigmoid(states.sum(FORGET, step));
    INDArray candidate = RecurrentCell.tanh(states.sum(CANDIDATE, step));
    INDArray output = RecurrentCell.sigmoid(states.sum(OUTPUT, step));
    INDArray cell = RecurrentComputation.at(cells, step + 1);
    forget.muli(RecurrentComputation.at(cells, step), cell);
    cell.addi(input.mul(candidate));
    INDArray flat = RecurrentComputation.at(squashed, step);
    RecurrentCell.tanh(flat.assign(cell));
    output.muli(flat, states.hidden(step + 1));
  }

  @Override
  public void backward(int step) {
    if (step == lastStep) {
      cellGradient.assign(0);
    }
    INDArray hiddenGradient = states.hiddenGradient();
    INDArray input = states.gate(INPUT, step);
    INDArray forget = states.gate(FORGET, step);
    INDArray candidate = states.gate(CANDIDATE, step);
    INDArray output = states.gate(OUTPUT, step);
    INDArray flat = RecurrentComputation.at(squashed, step);
    RecurrentCell.throughSigmoid(hiddenGradient.mul(flat), output, states.gradient(OUTPUT, step));
    INDArray fromHidden = states.gradient(CANDIDATE, step);
    RecurrentCell.throughTanh(hiddenGradient.mul(output), flat, fromHidden);
    cellGradient.addi(fromHidden);
    RecurrentCell.throughSigmoid(cellGradient.mul(candidate), input, states.gradient(INPUT, step));
    RecurrentCell.throughSigmoid(
        cellGradient.mul(RecurrentComputation.at(cells, step)),
        forget,
        states.gradient(FORGET, step));
    RecurrentCell.throughTanh(cellGradient.mul(input), candidate, states.gradient(CANDIDATE, step));
    cellGradient.muli(forget);
    hiddenGradient.assign(0);
  }
}
