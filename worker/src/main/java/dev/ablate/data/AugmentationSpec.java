package dev.ablate.data;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;

/**
 * Random changes to training images, drawn anew each epoch; never to those evaluated on. An image
 * is rotated, cropped, mirrored, normalised and cut out, in this order. What a rotation or crop
 * brings in from outside is black.
 */
public record AugmentationSpec(
    @Setting(value = "Whether half of the images are mirrored left to right", fallback = "false")
        boolean flip,
    @Setting(
            value = "Pixels added at each side before a random crop to the old size; 0 for none",
            fallback = "0")
        int crop,
    @Setting(
            value = "Largest angle of a random rotation either way, in degrees; 0 for none",
            fallback = "0.0")
        double rotation,
    @Setting(
            value =
                "Side of a square with a random centre that becomes 0 after normalisation (DeVries,"
                    + " Taylor, 2017), in pixels; 0 for none",
            fallback = "0")
        int cutout)
    implements Serializable {

  /** Images as they are. */
  public static final AugmentationSpec NONE = new AugmentationSpec(false, 0, 0, 0);

  public AugmentationSpec {
    new Rules()
        .notNegative("crop", crop)
        .require(
            rotation >= 0 && rotation <= 180,
            "rotation",
            "must be between 0 and 180, but was " + rotation)
        .notNegative("cutout", cutout)
        .verify();
  }
}
