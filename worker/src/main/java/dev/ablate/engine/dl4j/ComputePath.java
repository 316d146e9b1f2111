package dev.ablate.engine.dl4j;

import dev.ablate.engine.definition.MemoryNeed;
import org.nd4j.linalg.api.buffer.DataType;

/** Who computes the layers, and in which precision. */
enum ComputePath {
  /** oneDNN where it wins, single precision. */
  FAST(DataType.FLOAT, MemoryNeed.EVALUATION_BATCH),
  /** DL4J's own layers, single precision. */
  PLAIN(DataType.FLOAT, MemoryNeed.EVALUATION_BATCH),
  /**
   * For CUDA: images stay on the device, loss and accuracy are computed there, convolutions are
   * native ones. Runs on every backend.
   */
  DEVICE(DataType.FLOAT, 1024),
  /** DL4J's own layers, double precision: the reference for the others. */
  EXACT(DataType.DOUBLE, MemoryNeed.EVALUATION_BATCH);

  private final DataType dataType;
  private final int evaluationBatch;

  ComputePath(DataType dataType, int evaluationBatch) {
    this.dataType = dataType;
    this.evaluationBatch = evaluationBatch;
  }

  DataType dataType() {
    return dataType;
  }

  /** Images evaluated at a time, at most, unless training has more. */
  int evaluationBatch() {
    return evaluationBatch;
  }
}
