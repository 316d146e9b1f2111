package dev.ablate.data;

import java.nio.file.Path;

/** Loads and splits data sets; each is in the JVM once, shared by all its trials. */
public final class Datasets {

  private static final SoftCache<Source, ImageDataset> LOADED = new SoftCache<>();
  private static final SoftCache<TransformKey, ImageDataset> TRANSFORMED = new SoftCache<>();
  private static final SoftCache<SplitKey, SplitDataset> SPLIT = new SoftCache<>();

  private Datasets() {}

  /**
   * The images of a specification as they are on disk; read at the first call, whichever thread
   * makes it.
   *
   * @throws DataException if they are missing or damaged
   */
  public static ImageDataset load(DatasetSpec spec, DatasetLocator locator) {
    return LOADED.get(new Source(spec.name(), spec.variant(), locator.find(spec)), Source::read);
  }

  /**
   * The parts that a specification asks for: greyscale and size changed, limits drawn, then
   * validation from the training images left; see {@link Splitter}.
   *
   * @throws DataException if nothing is left to train on, or the normalisation does not fit
   */
  public static SplitDataset split(ImageDataset dataset, DatasetSpec spec) {
    return SPLIT.get(
        new SplitKey(dataset.checksum(), spec),
        key -> Splitter.split(transformed(dataset, spec.transform()), key.spec));
  }

  private static ImageDataset transformed(ImageDataset dataset, ImageTransform transform) {
    return TRANSFORMED.get(
        new TransformKey(dataset.checksum(), transform), key -> key.transform.apply(dataset));
  }

  private record Source(DatasetName name, String variant, Place place) {

    ImageDataset read() {
      return switch (name) {
        case MNIST, FASHION_MNIST, KMNIST, EMNIST, QMNIST ->
            IdxDataset.read(place, IdxNames.of(name, variant, place));
        case CIFAR_10, CIFAR_100 ->
            CifarDataset.read(folder(), CifarLabels.of(name, variant), CifarDataset.UNIT);
        case IMAGE_FOLDER -> ImageFolder.read(folder());
        case IMAGE_CSV -> throw new DataException("not read yet");
      };
    }

    private Path folder() {
      return Path.of(place.describe());
    }
  }

  private record TransformKey(String checksum, ImageTransform transform) {}

  private record SplitKey(String checksum, DatasetSpec spec) {}
}
