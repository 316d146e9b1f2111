package dev.ablate.engine.dl4j;

import org.nd4j.linalg.api.buffer.DataType;

/** Who computes the layers, and in which precision. */
enum ComputePath {
  /** oneDNN where it wins, single precision. */
  FAST(DataType.FLOAT),
  /** DL4J's own layers, single precision. */
  PLAIN(DataType.FLOAT),
  /** DL4J's own layers, double precision: the reference for the other two. */
  EXACT(DataType.DOUBLE);

  private final DataType dataType;

  ComputePath(DataType dataType) {
    this.dataType = dataType;
  }

  DataType dataType() {
    return dataType;
  }
}
