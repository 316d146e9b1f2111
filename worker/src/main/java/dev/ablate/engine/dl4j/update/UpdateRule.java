package dev.ablate.engine.dl4j.update;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How a gradient changes the parameters. All arrays are flat vectors of all parameters. */
interface UpdateRule {

  /**
   * Changes the parameters.
   *
   * @param gradient may be overwritten
   * @param rate step size
   * @param step number of this step, from 1
   */
  void apply(INDArray parameters, INDArray gradient, double rate, int step);

  /** What the next step depends on besides the parameters. */
  List<INDArray> state();
}
