package dev.ablate.data;

import dev.ablate.model.Shape;
import java.nio.file.Path;

/** Loads and splits data sets; each is in the JVM once, shared by all its trials. */
public final class Datasets {

  private static final SoftCache<Source, ImageDataset> LOADED = new SoftCache<>();
  private static final SoftCache<Content, ImageDataset> PICTURES = new SoftCache<>();
  private static final SoftCache<TransformKey, ImageDataset> TRANSFORMED = new SoftCache<>();
  private static final SoftCache<SplitKey, SplitDataset> SPLIT = new SoftCache<>();

  private Datasets() {}

  /**
   * The images of a specification as they are on disk; read at the first call, whichever thread
   * makes it. Pictures of several sizes, or more than fit in memory, have the size and colours that
   * the specification asks for.
   *
   * @throws DataException if they are missing or damaged
   */
  public static ImageDataset load(DatasetSpec spec, DatasetLocator locator) {
    return load(spec, locator, LoadProgress.SILENT);
  }

  /** Loads and tells how far that is, where it takes long. */
  public static ImageDataset load(DatasetSpec spec, DatasetLocator locator, LoadProgress progress) {
    Place place = locator.find(spec);
    ImageTransform transform = spec.name().hasPath() ? spec.transform() : ImageTransform.NONE;
    return LOADED.get(
        new Source(spec.name(), spec.variant(), place, transform, spec.skipBroken()),
        source -> source.read(PictureStorage.usual(progress)));
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

  private record Source(
      DatasetName name, String variant, Place place, ImageTransform transform, boolean skipBroken) {

    ImageDataset read(PictureStorage storage) {
      return switch (name) {
        case MNIST, FASHION_MNIST, KMNIST, EMNIST, QMNIST ->
            IdxDataset.read(place, IdxNames.of(name, variant, place));
        case CIFAR_10, CIFAR_100 ->
            CifarDataset.read(path(), CifarLabels.of(name, variant), CifarDataset.UNIT);
        case IMAGE_FOLDER -> pictures(ImageFolder.find(path()), storage);
        case IMAGE_CSV -> pictures(ImageCsv.find(path()), storage);
        case IMAGE_PARQUET -> pictures(ImageTables.find(place.describe(), storage), storage);
      };
    }

    private ImageDataset pictures(PictureSet set, PictureStorage storage) {
      ImageDataset images = Pictures.read(set, transform, skipBroken, storage);
      return PICTURES.get(new Content(images.checksum(), images.shape()), content -> images);
    }

    private Path path() {
      return Path.of(place.describe());
    }
  }

  /** Pictures that stay as they are, whatever the transform will be, are held once. */
  private record Content(String checksum, Shape shape) {}

  private record TransformKey(String checksum, ImageTransform transform) {}

  private record SplitKey(String checksum, DatasetSpec spec) {}
}
