package dev.ablate.engine.dl4j.layer;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@code x * P(X <= x)} for a standard normal X. Hendrycks, Gimpel, "Gaussian error linear units",
 * 2016. ND4J has only approximations, of which the closer one cubes its constant.
 */
public final class GeluActivation extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(distribution(in));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    INDArray density =
        Transforms.exp(in.mul(in).muli(-0.5), false).muli(1 / Math.sqrt(2 * Math.PI));
    INDArray derivative = distribution(in).addi(density.muli(in));
    return new Pair<>(derivative.muli(epsilon), null);
  }

  private static INDArray distribution(INDArray in) {
    INDArray scaled = in.div(Math.sqrt(2));
    return Nd4j.exec(new Erf(scaled, scaled)).addi(1).muli(0.5);
  }
}
