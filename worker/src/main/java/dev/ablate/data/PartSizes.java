package dev.ablate.data;

/**
 * How many images the parts of a data set hold, or a trial uses of them.
 *
 * @param train for training; as they lie on disk, those that are still to be held out included
 * @param validation for validation; 0 on disk where the data set comes with no such part
 * @param test for testing
 */
public record PartSizes(int train, int validation, int test) {

  /** Those of images at hand. */
  public static PartSizes of(ImageDataset images) {
    return new PartSizes(
        images.train().count(),
        images.validation().map(ImageDataset.Part::count).orElse(0),
        images.test().count());
  }

  /** What limits and the split leave of them; the training part may come out empty. */
  public PartSizes used(DatasetSpec spec) {
    int usedTest = limited(test, spec.testLimit());
    if (validation > 0) {
      int[] counts = {train, validation};
      int limit = spec.trainLimit();
      int[] used =
          limit == 0 || limit >= train + validation ? counts : Splitter.quotas(counts, limit);
      return new PartSizes(used[0], used[1], usedTest);
    }
    int limited = limited(train, spec.trainLimit());
    int held = (int) Math.round(spec.validation() * limited);
    return new PartSizes(limited - held, held, usedTest);
  }

  private static int limited(int images, int limit) {
    return limit == 0 ? images : Math.min(images, limit);
  }
}
