package dev.ablate.inspect.network;

/** What one layer computes, and its derivative. For one thread at a time. */
interface Operation {

  /** The layer's output. */
  Maps forward(Maps input);

  /**
   * The gradient by the input, given the gradient by the output.
   *
   * @param input what {@link #forward} took
   * @param output what it gave
   * @param gradient of the output's shape
   * @param rule what a rectifier does on the way back; other layers do not look at it
   */
  Maps backward(Maps input, Maps output, Maps gradient, BackwardRule rule);

  /** Whether a channel of the output depends on the same channel of the input alone. */
  default boolean staysInChannel() {
    return false;
  }

  /** Gives memory back. */
  default void close() {}
}
