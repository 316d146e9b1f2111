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
   * @param sizes of its parts, before limits and split
   */
  public static Optional<String> problem(DatasetSpec spec, Shape onDisk, PartSizes sizes) {
    int channels = spec.shapeOf(onDisk).channels();
    if (spec.normalise() == DatasetSpec.Normalise.GIVEN && spec.mean().size() != channels) {
      return Optional.of(
          "dataset.mean must have "
              + channels
              + " values, one a channel, but has "
              + spec.mean().size());
    }
    PartSizes used = sizes.used(spec);
    if (used.train() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        sizes.validation() > 0
            ? "no training images are left: of "
                + sizes.train()
                + " for training and "
                + sizes.validation()
                + " for validation, train-limit = "
                + spec.trainLimit()
                + " leaves "
                + used.validation()
                + ", all for validation"
            : "no training images are left: "
                + used.validation()
                + " of "
                + used.validation()
                + " are held out by validation = "
                + spec.validation());
  }
}
