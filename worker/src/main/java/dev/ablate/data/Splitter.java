package dev.ablate.data;

import dev.ablate.spec.Seeds;
import java.util.Arrays;

/**
 * Splits a data set. Every draw is stratified: each class gets its exact share, rounded so that the
 * total is exact (largest remainder, the lower label on ties). What is drawn depends on the split
 * seed and the labels alone; parts keep the order of the files.
 */
final class Splitter {

  private static final int TRAIN = 0;
  private static final int TEST = 1;

  private Splitter() {}

  static SplitDataset split(ImageDataset dataset, DatasetSpec spec) {
    DatasetFit.problem(spec, dataset.shape(), dataset.train().count())
        .ifPresent(
            problem -> {
              throw new DataException(problem);
            });
    int[] train = limit(dataset, dataset.train(), spec.trainLimit(), spec.splitSeed(), TRAIN);
    int[] test = limit(dataset, dataset.test(), spec.testLimit(), spec.splitSeed(), TEST);
    int held = DatasetFit.validationImages(spec, train.length);
    int[] validation =
        draw(dataset, dataset.train(), train, held, spec.splitSeed(), Seeds.Purpose.SPLIT, TRAIN);
    int[] rest = without(train, validation);
    Normalisation normalisation = Normalisations.of(dataset, rest, spec);
    return new SplitDataset(
        dataset,
        ImageSubset.of(dataset.train(), rest, normalisation),
        ImageSubset.of(dataset.train(), validation, normalisation),
        ImageSubset.of(dataset.test(), test, normalisation));
  }

  private static int[] limit(
      ImageDataset dataset, ImageDataset.Part part, int limit, long seed, int which) {
    int[] all = new int[part.count()];
    Arrays.setAll(all, i -> i);
    return limit == 0 || limit >= all.length
        ? all
        : draw(dataset, part, all, limit, seed, Seeds.Purpose.SUBSAMPLE, which);
  }

  /** Draws so many of the positions, ascending. */
  private static int[] draw(
      ImageDataset dataset,
      ImageDataset.Part part,
      int[] positions,
      int wanted,
      long seed,
      Seeds.Purpose purpose,
      int which) {
    int[] counts = new int[dataset.classes()];
    for (int position : positions) {
      counts[part.label(position)]++;
    }
    int[] quotas = quotas(counts, wanted);
    int[] drawn = new int[wanted];
    int filled = 0;
    for (int label = 0; label < counts.length; label++) {
      int wantedLabel = label;
      int[] members = Arrays.stream(positions).filter(i -> part.label(i) == wantedLabel).toArray();
      Seeds.shuffle(members, Seeds.random(seed, purpose, label, which));
      System.arraycopy(members, 0, drawn, filled, quotas[label]);
      filled += quotas[label];
    }
    Arrays.sort(drawn);
    return drawn;
  }

  /** How many of each class, by largest remainder; they add up to {@code wanted}. */
  static int[] quotas(int[] counts, int wanted) {
    long total = Arrays.stream(counts).asLongStream().sum();
    int[] quotas = new int[counts.length];
    long[] remainders = new long[counts.length];
    int left = wanted;
    for (int label = 0; label < counts.length; label++) {
      long product = (long) counts[label] * wanted;
      quotas[label] = total == 0 ? 0 : (int) (product / total);
      remainders[label] = total == 0 ? 0 : product % total;
      left -= quotas[label];
    }
    for (; left > 0; left--) {
      int largest = 0;
      for (int label = 1; label < counts.length; label++) {
        if (remainders[label] > remainders[largest]) {
          largest = label;
        }
      }
      quotas[largest]++;
      remainders[largest] = -1;
    }
    return quotas;
  }

  private static int[] without(int[] sorted, int[] removed) {
    return Arrays.stream(sorted).filter(i -> Arrays.binarySearch(removed, i) < 0).toArray();
  }
}
