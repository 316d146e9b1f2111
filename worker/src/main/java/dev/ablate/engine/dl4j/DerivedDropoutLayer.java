package dev.ablate.engine.dl4j;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout whose mask derives from (seed, layer, epoch, iteration) instead of a generator's
 * state, the same whatever else runs. Srivastava et al., "Dropout", 2014.
 */
final class DerivedDropoutLayer extends AbstractLayer<DropoutLayer> {

  private static final long serialVersionUID = 1L;
  private static final int DRAWS_PER_LONG = 4;
  private static final int BITS = 16;

  private final transient DropoutClock clock;
  private final double rate;
  private transient INDArray mask;

  /** Takes the place of DL4J's own. */
  DerivedDropoutLayer(Layer plain, double rate, DropoutClock clock) {
    super(plain.conf(), ((AbstractLayer<?>) plain).getDataType());
    this.clock = clock;
    this.rate = rate;
    setIndex(plain.getIndex());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (!training) {
      return input;
    }
    mask = mask(input);
    return input.mul(mask);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    return new Pair<>(new DefaultGradient(), epsilon.mul(mask));
  }

  /**
   * Zeros and {@code 1 / (1 - rate)}; images channels last, as the fast path has them in memory.
   */
  private INDArray mask(INDArray like) {
    int count = Math.toIntExact(like.length());
    float[] values = new float[count];
    SplittableRandom random = clock.random(index);
    long threshold = Math.round(rate * (1 << BITS));
    float kept = (float) (1 / (1 - rate));
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits = i % DRAWS_PER_LONG == 0 ? random.nextLong() : bits >>> BITS;
      values[i] = (bits & ((1 << BITS) - 1)) < threshold ? 0 : kept;
    }
    boolean images = like.rank() == 4;
    INDArray flat =
        images
            ? Nd4j.createUninitialized(
                dataType, like.size(0), like.size(2), like.size(3), like.size(1))
            : Nd4j.createUninitialized(dataType, like.shape());
    NativeArrays.write(values, count, flat);
    return images ? flat.permute(0, 3, 1, 2) : flat;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // There is no weight noise.
  }
}
