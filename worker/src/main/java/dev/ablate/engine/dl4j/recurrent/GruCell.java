package dev.ablate.engine.dl4j.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code h = (1 - z) * n + z * h} with reset gate r and update gate z (sigmoids) and candidate
 * {@code n = tanh(W x + b + r * (R h + b'))}, in the order r, z, n. Cho et al., "Learning phrase
 * representations using RNN encoder-decoder", 2014, with the reset after the product, as cuDNN and
 * PyTorch have it.
 */
final class GruCell implements RecurrentCell {

  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;
  private static final int INNER_BIAS = 3;

  private final RecurrentStates states;
  private final INDArray products;
  private final INDArray productGradients;

  GruCell(RecurrentStates states) {
    this.states = states;
    this.products = states.perStep(0);
    this.productGradients = states.separateLastStateSide();
  }

  @Override
  public RecurrentStates states() {
    return states;
  }

  @Override
  public void forward(int step) {
    INDArray reset = RecurrentCell.sigmoid(states.sum(RESET, step));
    INDArray update = RecurrentCell.sigmoid(states.sum(UPDATE, step));
    INDArray product = RecurrentComputation.at(products, step);
    product.assign(states.product(CANDIDATE, step));
    product.addiRowVector(states.weights().bias().get(INNER_BIAS));
    INDArray candidate = RecurrentCell.tanh(states.gate(CANDIDATE, step).addi(reset.mul(product)));
    // z (h - n) + n
    states.hidden(step).subi(candidate, states.hidden(step + 1));
    states.hidden(step + 1).muli(update).addi(candidate);
  }

  @Override
  public void backward(int step) {
    INDArray hiddenGradient = states.hiddenGradient();
    INDArray reset = states.gate(RESET, step);
    INDArray update = states.gate(UPDATE, step);
    INDArray candidate = states.gate(CANDIDATE, step);
    INDArray candidateGradient = states.gradient(CANDIDATE, step);
    RecurrentCell.throughSigmoid(
        states.hidden(step).sub(candidate).muli(hiddenGradient),
        update,
        states.gradient(UPDATE, step));
    RecurrentCell.throughTanh(update.rsub(1).muli(hiddenGradient), candidate, candidateGradient);
    RecurrentCell.throughSigmoid(
        RecurrentComputation.at(products, step).mul(candidateGradient),
        reset,
        states.gradient(RESET, step));
    candidateGradient.muli(reset, RecurrentComputation.at(productGradients, step));
    hiddenGradient.muli(update);
  }
}
