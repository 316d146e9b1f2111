package dev.ablate.data;

import dev.ablate.model.Shape;
import java.util.Optional;

/** Whether images can be split and normalised as a specification asks, before any is read. */
public final class DatasetFit {

  private DatasetFit() {}

  /**
   * Why a data set cannot be used so; empty if it can.
   *
   * @param onDisk shape of its images before greyscale and resize
   * @param trainImages of its training part, before the limit
   */
  public static Optional<String> problem(DatasetSpec spec, Shape onDisk, int trainImages) {
    int channels = spec.shapeOf(onDisk).channels();
    if (spec.normalise() == DatasetSpec.Normalise.GIVEN && spec.mean().size() != channels) {
      return Optional.of(
          "dataset.mean must have "
              + channels
              + " values, one a channel, but has "
              + spec.mean().size());
    }
    int limited = limited(spec, trainImages);
    int held = validationImages(spec, limited);
    return held < limited
        ? Optional.empty()
        : Optional.of(
            "no training images are left: "
                + held
                + " of "
                + limited
                + " are held out by validation = "
                + spec.validation());
  }

  private static int limited(DatasetSpec spec, int images) {
    return spec.trainLimit() == 0 ? images : Math.min(images, spec.trainLimit());
  }

  /** How many of the training images within the limit are held out. */
  static int validationImages(DatasetSpec spec, int limited) {
    return (int) Math.round(spec.validation() * limited);
  }
}
