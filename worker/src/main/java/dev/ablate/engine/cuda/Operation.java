package dev.ablate.engine.cuda;

/** A layer on the device, with the ReLU behind it if that is computed along. */
interface Operation {

  /** From its input to its output. */
  void forward(Pass pass);

  /**
   * From the gradient by its output to those by its parameters and its input.
   *
   * @param gradient by the output; of a ReLU's, already taken through it
   * @param inputGradient where the gradient by the input goes; 0 if nobody wants it
   */
  void backward(Pass pass, long gradient, long inputGradient);
}
