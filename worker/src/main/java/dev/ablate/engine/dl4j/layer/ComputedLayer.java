package dev.ablate.engine.dl4j.layer;

import dev.ablate.engine.dl4j.compute.Computation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer whose computations are ours, on the parameters of the plain layer it replaces. */
public final class ComputedLayer extends AbstractLayer<org.deeplearning4j.nn.conf.layers.Layer> {

  private static final long serialVersionUID = 1L;

  /** Makes the layer ready for one shape of input. */
  @FunctionalInterface
  public interface Preparation {
    Computation prepare(long[] inputShape, Pass pass);
  }

  /** What a forward pass is for. */
  public enum Pass {
    TRAINING,
    EVALUATION,
    /** As evaluation, and every layer's own output can be read. */
    INSPECTION;

    public boolean isTraining() {
      return this == TRAINING;
    }
  }

  /** What a computation is prepared for. */
  private record Situation(List<Long> inputShape, Pass pass) {}

  private final transient Layer plain;
  private final transient Preparation preparation;
  private final transient Map<Situation, Computation> computations = new HashMap<>();
  private transient Computation current;
  private transient Pass evaluation = Pass.EVALUATION;

  public ComputedLayer(Layer plain, Preparation preparation) {
    super(plain.conf(), ((AbstractLayer<?>) plain).getDataType());
    this.plain = plain;
    this.preparation = preparation;
    setIndex(plain.getIndex());
  }

  /** What passes without training are for from now on. */
  public void evaluateFor(Pass pass) {
    evaluation = pass;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    Pass pass = training ? Pass.TRAINING : evaluation;
    Situation situation = new Situation(Arrays.stream(input.shape()).boxed().toList(), pass);
    current =
        computations.computeIfAbsent(situation, key -> preparation.prepare(input.shape(), pass));
    return current.forward(input);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    return new Pair<>(new DefaultGradient(), current.backward(epsilon));
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    return plain.paramTable(backpropOnly);
  }

  @Override
  public long numParams() {
    return plain.numParams();
  }

  @Override
  public INDArray params() {
    return plain.params();
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
