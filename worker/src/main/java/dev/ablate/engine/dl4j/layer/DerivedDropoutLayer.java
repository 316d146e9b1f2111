package dev.ablate.engine.dl4j.layer;

import dev.ablate.engine.dl4j.compute.ChannelsLast;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.Layer.Dropout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout whose mask derives from (seed, layer, epoch, iteration) instead of a generator's
 * state, the same whatever else runs. Srivastava et al., "Dropout", 2014. Of whole examples it is
 * stochastic depth: Huang, Sun, Liu, Sedra, Weinberger, "Deep networks with stochastic depth",
 * 2016.
 */
public final class DerivedDropoutLayer extends AbstractLayer<DropoutLayer>
    implements AutoCloseable {

  private static final long serialVersionUID = 1L;
  private static final int DRAWS_PER_LONG = 4;
  private static final int BITS = 16;

  private final transient DropoutClock clock;
  private final String name;
  private final Dropout settings;
  private transient INDArray mask;
  private transient INDArray result;
  private transient INDArray inputGradient;
  private transient float[] draws = new float[0];

  /**
   * Takes the place of DL4J's own.
   *
   * @param name of the layer in its network
   */
  public DerivedDropoutLayer(Layer plain, String name, Dropout settings, DropoutClock clock) {
    super(plain.conf(), ((AbstractLayer<?>) plain).getDataType());
    this.clock = clock;
    this.name = name;
    this.settings = settings;
    setIndex(plain.getIndex());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (!training) {
      return input;
    }
    if (mask == null || !Arrays.equals(mask.shape(), input.shape())) {
      close();
      mask = ChannelsLast.create(dataType, input.shape());
      result = ChannelsLast.create(dataType, input.shape());
      inputGradient = ChannelsLast.create(dataType, input.shape());
    }
    draw();
    return masked(input, result);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    return new Pair<>(new DefaultGradient(), masked(epsilon, inputGradient));
  }

  private INDArray masked(INDArray values, INDArray target) {
    if (!ChannelsLast.is(values)) {
      target.assign(values);
      values = target;
    }
    ChannelsLast.matrix(values).muli(ChannelsLast.matrix(mask), ChannelsLast.matrix(target));
    return target;
  }

  /** Fills the mask with zeros and {@code 1 / (1 - rate)}, in the order of memory. */
  private void draw() {
    int count = Math.toIntExact(mask.length());
    draws = draws.length == count ? draws : new float[count];
    int ofDraw = settings.wholeExamples() ? Math.toIntExact(count / mask.size(0)) : 1;
    SplittableRandom random = clock.random(name);
    long threshold = Math.round(settings.rate() * (1 << BITS));
    float kept = (float) (1 / (1 - settings.rate()));
    long bits = 0;
    for (int i = 0; i < count / ofDraw; i++) {
      bits = i % DRAWS_PER_LONG == 0 ? random.nextLong() : bits >>> BITS;
      float factor = (bits & ((1 << BITS) - 1)) < threshold ? 0 : kept;
      Arrays.fill(draws, i * ofDraw, (i + 1) * ofDraw, factor);
    }
    NativeArrays.write(draws, count, ChannelsLast.matrix(mask));
  }

  @Override
  public void close() {
    if (mask != null) {
      NativeArrays.close(mask);
      NativeArrays.close(result);
      NativeArrays.close(inputGradient);
      mask = null;
    }
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
