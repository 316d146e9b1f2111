package dev.ablate.engine.dl4j.recurrent;

import dev.ablate.model.Layer;
import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent layer to DL4J: shapes and parameters. DL4J has no GRU, and its own recurrent layers
 * want sequences in an order of their own; {@link RecurrentComputation} is what computes.
 */
@SuppressWarnings({"overrides", "EqualsHashCode"})
public final class RecurrentConfiguration extends FeedForwardLayer {

  private static final long serialVersionUID = 1L;

  private final Layer.Recurrent layer;

  public RecurrentConfiguration(Layer.Recurrent layer) {
    this.layer = layer;
    setNOut(layer.units());
  }

  public Layer.Recurrent layer() {
    return layer;
  }

  /** Holds the parameters, computes nothing. */
  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType dataType) {
    var holder =
        new org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer(configuration, dataType);
    holder.setIndex(index);
    holder.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(configuration, parameters, initialize);
    holder.setParamTable(table);
    return holder;
  }

  @Override
  public RecurrentParameters initializer() {
    return RecurrentParameters.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return layer.everyStep()
        ? InputType.convolutional(
            input instanceof InputTypeConvolutional image ? image.getHeight() : 1, layer.units(), 1)
        : InputType.feedForward(layer.units());
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    setNIn(
        input instanceof InputTypeConvolutional image
            ? image.getChannels() * image.getWidth()
            : input.arrayElementsPerExample());
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    throw new UnsupportedOperationException("NetworkSummary knows");
  }
}
