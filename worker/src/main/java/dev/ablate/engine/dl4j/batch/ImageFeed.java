package dev.ablate.engine.dl4j.batch;

import dev.ablate.data.ImageSubset;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Brings batches to where they are computed. */
public interface ImageFeed {

  /** The images, {@code [count, channels, height, width]}; overwritten by the next call. */
  INDArray images(ImageSubset batch);
}
