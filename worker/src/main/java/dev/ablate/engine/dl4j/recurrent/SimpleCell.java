package dev.ablate.engine.dl4j.recurrent;

/** {@code h = tanh(W x + R h + b)}. */
record SimpleCell(RecurrentStates states) implements RecurrentCell {

  @Override
  public void forward(int step) {
    states.hidden(step + 1).assign(RecurrentCell.tanh(states.sum(0, step)));
  }

  @Override
  public void backward(int step) {
    RecurrentCell.throughTanh(
        states.hiddenGradient(), states.gate(0, step), states.gradient(0, step));
    states.hiddenGradient().assign(0);
  }
}
