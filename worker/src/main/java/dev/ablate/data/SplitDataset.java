package dev.ablate.data;

import dev.ablate.model.Shape;

/**
 * A data set as one sweep sees it: disjoint, stratified parts, in file order.
 *
 * @param dataset the images
 * @param train what is trained on
 * @param validation what choices are made on; may be empty
 * @param test what is reported
 */
public record SplitDataset(
    ImageDataset dataset, ImageSubset train, ImageSubset validation, ImageSubset test) {

  /** Shape of one image. */
  public Shape shape() {
    return dataset.shape();
  }

  /** Number of classes. */
  public int classes() {
    return dataset.classes();
  }
}
