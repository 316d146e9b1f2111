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
    @Setting(value = "Function after convolution", fallback = "relu") ActivationFunction activation,
    @Setting(value = "Whether outputs are batch-normalised", fallback = "false") boolean batchNorm,
    @Setting(value = "Batch norm before or after the activation", fallback = "before")
        BatchNormPosition batchNormPosition,
    @Setting(value = "Whether a bias is added", fallback = "true") boolean bias,
    @Setting(value = "Probability that an output is zeroed", fallback = "0.0") double dropout,
    @Setting(value = "Distribution of the initial weights", fallback = "xavier-uniform")
        Initializer initializer)
    implements LayerSpec {

  public ConvSpec {
    new Rules()
        .name("name", name)
        .positive("filters", filters)
        .positive("kernel", kernel)
        .positive("stride", stride)
        .positive("dilation", dilation)
        .fraction("dropout", dropout)
        .verify();
  }
}
