package dev.ablate.data;

import dev.ablate.model.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

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

  /** The same with the validation images among those that are trained on, in file order. */
  public SplitDataset trainedOnValidation() {
    int[] indices = IntStream.concat(positions(train), positions(validation)).sorted().toArray();
    return new SplitDataset(
        dataset,
        ImageSubset.of(train.part(), indices, train.normalisation()),
        ImageSubset.of(train.part(), new int[0], train.normalisation()),
        test);
  }

  private static IntStream positions(ImageSubset images) {
    return Arrays.stream(images.indices(), images.from(), images.from() + images.count());
  }

  /** Shape of one image. */
  public Shape shape() {
    return dataset.shape();
  }

  /** Number of classes. */
  public int classes() {
    return dataset.classes();
  }
}
