package dev.ablate.engine.dl4j.batch;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adds up loss and accuracy over batches of class scores. */
public interface ScoreSum {

  /**
   * Counts a batch.
   *
   * @param scores {@code [count, classes]}
   * @return the gradient of the batch's mean loss by the scores; overwritten by the next call
   */
  INDArray add(INDArray scores, ImageSubset batch);

  /** Means over what was counted since the last call. May wait for the device. */
  Evaluation take();
}
