package dev.ablate.data;

import dev.ablate.model.Shape;
import dev.ablate.spec.Names;
import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;
import java.util.List;

/** Which images, how they are split, and what happens to pixels before the first layer. */
public record DatasetSpec(
    @Setting(
            "mnist, fashion-mnist, kmnist, emnist, qmnist, cifar-10, cifar-100, image-folder,"
                + " image-csv or image-parquet")
        DatasetName name,
    @Setting(
            value =
                "Folder of an image-folder, file of an image-csv, file or folder of an"
                    + " image-parquet, which may be on any of Hadoop's file systems",
            fallback = Setting.UNSET,
            identity = false)
        String path,
    @Setting(value = "Share of the training images held out for validation", fallback = "0.1")
        double validation,
    @Setting(value = "Seed of the split and of the limits' draws", fallback = "1") long splitSeed,
    @Setting(value = "Most training images used, validation included; 0 for all", fallback = "0")
        int trainLimit,
    @Setting(value = "Most test images used; 0 for all", fallback = "0") int testLimit,
    @Setting(value = "How bytes become numbers", fallback = "unit") Normalise normalise,
    @Setting(value = "Mean of each channel in [0, 1], for normalise = given", fallback = "[]")
        List<Double> mean,
    @Setting(value = "Deviation of each channel in [0, 1], for normalise = given", fallback = "[]")
        List<Double> deviation,
    @Setting(value = "Whether colour images become grey", fallback = "false") boolean greyscale,
    @Setting(
            value = "Side of the square that images are scaled to, in pixels; 0 for their own size",
            fallback = "0")
        int resize,
    @Setting(value = "Random changes to training images", fallback = "{}")
        AugmentationSpec augmentation,
    @Setting(
            value =
                "Part of emnist: balanced, byclass, bymerge, digits, letters or mnist; labels of"
                    + " cifar-100: fine or coarse",
            fallback = Setting.UNSET,
            identity = false)
        String variant,
    @Setting(
            value = "Whether pictures that cannot be read are left out and counted",
            fallback = "false",
            identity = false)
        boolean skipBroken)
    implements Serializable {

  /** How bytes become numbers. */
  public enum Normalise {
    /** Divided by 255. */
    UNIT,
    /**
     * Divided by 255, less each channel's mean, over its deviation, both measured on the training
     * part.
     */
    MEASURED,
    /** Divided by 255, less the given mean, over the given deviation. */
    GIVEN
  }

  public DatasetSpec {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    new Rules()
        .require(
            name.hasPath() == (path != null),
            "path",
            "must be given for image-folder, image-csv and image-parquet, and only there")
        .fraction("validation", validation)
        .notNegative("train-limit", trainLimit)
        .notNegative("test-limit", testLimit)
        .require(
            (normalise == Normalise.GIVEN) != mean.isEmpty(),
            "mean",
            "must be given for normalise = given, and only there")
        .require(
            mean.size() == deviation.size(),
            "deviation",
            "must have as many values as mean, but has " + deviation.size())
        .notNegative("resize", resize)
        .require(deviation.stream().allMatch(value -> value > 0), "deviation", "must be positive")
        .require(
            variant == null || variants(name).contains(variant),
            "variant",
            variants(name).isEmpty()
                ? "must not be given for " + Names.kebab(name) + ", which has none"
                : "must be one of " + String.join(", ", variants(name)) + ", but was " + variant)
        .require(!skipBroken || name.hasPath(), "skip-broken", "is for pictures in files alone")
        .verify();
  }

  /** Images as they are on disk. */
  public DatasetSpec(
      DatasetName name,
      String path,
      double validation,
      long splitSeed,
      int trainLimit,
      int testLimit,
      Normalise normalise,
      List<Double> mean,
      List<Double> deviation) {
    this(
        name,
        path,
        validation,
        splitSeed,
        trainLimit,
        testLimit,
        normalise,
        mean,
        deviation,
        false,
        0,
        AugmentationSpec.NONE,
        null,
        false);
  }

  private static List<String> variants(DatasetName name) {
    return switch (name) {
      case EMNIST -> IdxNames.EMNIST_VARIANTS;
      case CIFAR_100 -> List.of("fine", "coarse");
      default -> List.of();
    };
  }

  /** All of a data set, a tenth of its training images for validation, pixels in [0, 1]. */
  public static DatasetSpec of(DatasetName name) {
    return new DatasetSpec(name, null, 0.1, 1, 0, 0, Normalise.UNIT, List.of(), List.of());
  }

  /** Shape of one image as the network sees it, where it has another on disk. */
  public Shape shapeOf(Shape onDisk) {
    return transform().shapeOf(onDisk);
  }

  ImageTransform transform() {
    return new ImageTransform(greyscale, resize);
  }
}
