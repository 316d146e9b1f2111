package dev.ablate.sweep.plan;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.PartSizes;
import dev.ablate.model.Shape;

/**
 * What a plan needs to know of a data set.
 *
 * @param input shape of one image on disk
 * @param classes number of classes
 * @param checksum of its content, part of every trial's identity
 * @param sizes of its parts, before limits and split
 */
public record DataFacts(Shape input, int classes, String checksum, PartSizes sizes) {

  /** Those of images at hand. */
  public static DataFacts of(ImageDataset images) {
    return new DataFacts(images.shape(), images.classes(), images.checksum(), PartSizes.of(images));
  }
}
