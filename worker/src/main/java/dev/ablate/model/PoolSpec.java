package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;

/**
 * Pooling over windows of {@code size × size} pixels, then dropout. {@code kind = none} is no layer
 * at all (its dropout included). Windows may overlap ({@code stride < size}). Average pooling
 * counts only pixels inside the image.
 */
@Tag("pool")
public record PoolSpec(
    @Setting(value = "Name of the layer", identity = false) String name,
    @Setting(value = "max, average, or none for no layer", fallback = "max") Kind kind,
    @Setting(value = "Height and width of the window, pixels", fallback = "2") int size,
    @Setting(value = "Step of the window, pixels; the size when left out", fallback = Setting.UNSET)
        Integer stride,
    @Setting(value = "valid, same, or pixels on each side", fallback = "valid") Padding padding,
    @Setting(value = "Probability that an output is zeroed", fallback = "0.0") double dropout)
    implements LayerSpec {

  /** What a window becomes. */
  public enum Kind {
    MAX,
    AVERAGE,
    NONE
  }

  public PoolSpec {
    Rules rules =
        new Rules().name("name", name).positive("size", size).fraction("dropout", dropout);
    if (stride != null) {
      rules.positive("stride", stride.longValue());
    }
    rules.verify();
  }

  /** The step in force. */
  public int effectiveStride() {
    return stride == null ? size : stride;
  }

  @Override
  public void lower(String path, Lowering network) {
    if (kind != Kind.NONE) {
      network.emit(path, new Layer.Pooling(kind, size, effectiveStride(), padding));
      network.addDropout(path + ".dropout", dropout);
    }
  }
}
