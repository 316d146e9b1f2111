package dev.ablate.data;

import dev.ablate.data.ImageDataset.Part;
import dev.ablate.spec.Seeds;
import java.util.Arrays;

/**
 * Splits a data set. Every draw is stratified: each class gets its exact share, rounded so that the
 * total is exact (largest remainder, the lower label on ties). What is drawn depends on the split
 * seed and the labels alone; parts keep the order of the files. Where a data set comes with a
 * validation part, that is the validation part, and limits keep its share.
 */
final class Splitter {

  private static final int TRAIN = 0;
  private static final int TEST = 1;
  private static final int VALIDATION = 2;

  private Splitter() {}

  static SplitDataset split(ImageDataset dataset, DatasetSpec spec) {
    DatasetFit.problem(spec, dataset.shape(), PartSizes.of(dataset))
        .ifPresent(
            problem -> {
              throw new DataException(problem);
            });
    PartSizes used = PartSizes.of(dataset).used(spec);
    int[] test = limit(dataset, dataset.test(), used.test(), spec.splitSeed(), TEST);
    int[] train;
    int[] validation;
    if (dataset.validation().isPresent()) {
      Part given = dataset.validation().get();
      train = limit(dataset, dataset.train(), used.train(), spec.splitSeed(), TRAIN);
      validation = limit(dataset, given, used.validation(), spec.splitSeed(), VALIDATION);
    } else {
      int all = used.train() + used.validation();
      int[] both = limit(dataset, dataset.train(), all, spec.splitSeed(), TRAIN);
      validation =
          draw(
              dataset,
              dataset.train(),
              both,
              used.validation(),
              spec.splitSeed(),
              Seeds.Purpose.SPLIT,
              TRAIN);
      train = without(both, validation);
    }
    Normalisation normalisation = Normalisations.of(dataset, train, spec);
    return new SplitDataset(
        dataset,
        ImageSubset.of(dataset.train(), train, normalisation),
        ImageSubset.of(dataset.validation().orElse(dataset.train()), validation, normalisation),
        ImageSubset.of(dataset.test(), test, normalisation));
  }

  private static int[] limit(ImageDataset dataset, Part part, int limit, long seed, int which) {
    int[] all = new int[part.count()];
    Arrays.setAll(all, i -> i);
    return limit >= all.length
        ? all
        : draw(dataset, part, all, limit, seed, Seeds.Purpose.SUBSAMPLE, which);
  }

  /** Draws so many of the positions, ascending. */
  private static int[] draw(
      ImageDataset dataset,
      Part part,
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
