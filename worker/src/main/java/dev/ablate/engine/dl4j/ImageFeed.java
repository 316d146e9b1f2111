package dev.ablate.engine.dl4j;

import dev.ablate.data.ImageSubset;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Brings batches to where they are computed. */
interface ImageFeed {

  /** The images, {@code [count, channels, height, width]}; overwritten by the next call. */
  INDArray images(ImageSubset batch);
}
