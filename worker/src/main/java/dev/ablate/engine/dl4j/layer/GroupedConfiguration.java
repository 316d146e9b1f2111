package dev.ablate.engine.dl4j.layer;

import dev.ablate.model.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;

/**
 * A convolution whose filters see a part of the channels each, to DL4J, which has none: shapes and
 * parameters, and nothing that computes.
 */
@SuppressWarnings({"overrides", "EqualsHashCode"})
public final class GroupedConfiguration extends ConvolutionLayer {

  private static final long serialVersionUID = 1L;

  private final Layer.Convolution layer;

  /** With the settings that it shares with others. */
  public GroupedConfiguration(ConvolutionLayer.Builder settings, Layer.Convolution layer) {
    super(settings);
    this.layer = layer;
  }

  public Layer.Convolution layer() {
    return layer;
  }

  /** Of what one filter sees. */
  @Override
  public void setNIn(InputType input, boolean override) {
    super.setNIn(input, override);
    if (input instanceof InputTypeConvolutional images) {
      int channels = Math.toIntExact(images.getChannels());
      setNIn(channels / layer.groupsOver(channels));
    }
  }
}
