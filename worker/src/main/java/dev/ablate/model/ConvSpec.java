package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;

/**
 * A two-dimensional convolution with what usually follows it: convolution, batch norm, activation,
 * dropout, in this order. Input {@code [batch, channels, height, width]}, output {@code [batch,
 * filters, height', width']}.
 *
 * <p>LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition",
 * 1998.
 */
@Tag("conv")
public record ConvSpec(
    @Setting(value = "Name of the layer", identity = false) String name,
    @Setting("Number of output channels") int filters,
    @Setting("Height and width of the kernel, pixels") int kernel,
    @Setting(value = "Step of the kernel, pixels", fallback = "1") int stride,
    @Setting(value = "valid, same, or pixels of zeros on each side", fallback = "valid")
        Padding padding,
    @Setting(value = "Distance between kernel taps, pixels", fallback = "1") int dilation,
    @Setting(
            value =
                "Parts of the filters, each of which sees its part of the channels: a number, or"
                    + " depthwise for one a channel",
            fallback = "1")
        Groups groups,
    @Setting(value = "Function after convolution", fallback = "relu") ActivationFunction activation,
    @Setting(value = "Whether outputs are batch-normalised", fallback = "false") boolean batchNorm,
    @Setting(value = "Batch norm before or after the activation", fallback = "before")
        BatchNormPosition batchNormPosition,
    @Setting(value = "Whether a bias is added", fallback = "true") boolean bias,
    @Setting(value = "Probability that an output is zeroed", fallback = "0.0") double dropout,
    @Setting(value = "Distribution of the initial weights", fallback = "xavier-uniform")
        Initializer initializer,
    @Setting(
            value = "What the learning rate is multiplied by here; 0 freezes the layer",
            fallback = "1.0")
        double rateFactor)
    implements LayerSpec {

  /** Of filters that see all channels, learning at the full rate. */
  public ConvSpec(
      String name,
      int filters,
      int kernel,
      int stride,
      Padding padding,
      int dilation,
      ActivationFunction activation,
      boolean batchNorm,
      BatchNormPosition batchNormPosition,
      boolean bias,
      double dropout,
      Initializer initializer) {
    this(
        name,
        filters,
        kernel,
        stride,
        padding,
        dilation,
        Groups.ONE,
        activation,
        batchNorm,
        batchNormPosition,
        bias,
        dropout,
        initializer,
        1);
  }

  public ConvSpec {
    new Rules()
        .name("name", name)
        .positive("filters", filters)
        .positive("kernel", kernel)
        .positive("stride", stride)
        .positive("dilation", dilation)
        .fraction("dropout", dropout)
        .notNegative("rate-factor", rateFactor)
        .verify();
  }

  /** The same with another step. */
  ConvSpec withStride(int other) {
    return new ConvSpec(
        name,
        filters,
        kernel,
        other,
        padding,
        dilation,
        groups,
        activation,
        batchNorm,
        batchNormPosition,
        bias,
        dropout,
        initializer,
        rateFactor);
  }

  @Override
  public void lower(String path, Lowering network) {
    network.emit(
        path,
        new Layer.Convolution(
            filters,
            kernel,
            stride,
            padding,
            dilation,
            groups.over(network.channels(network.size())),
            bias,
            initializer));
    network.addTail(path, batchNorm, batchNormPosition, activation, dropout);
  }
}
