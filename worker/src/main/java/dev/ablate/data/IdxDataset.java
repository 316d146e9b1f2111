package dev.ablate.data;

import dev.ablate.model.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A data set in the four files of MNIST; each with or without {@code .gz}, and written {@code
 * train-images-idx3-ubyte} or {@code train-images.idx3-ubyte}.
 */
final class IdxDataset {

  static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  static final List<String> FASHION =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  private static final List<String> FILES =
      List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

  private IdxDataset() {}

  /** Whether at least one of the files is there: what else is missing is then an error. */
  static boolean isIn(Place place) {
    return FILES.stream().flatMap(file -> variants(file).stream()).anyMatch(place::has);
  }

  static ImageDataset read(Place place, List<String> classNames) {
    List<String> files = FILES.stream().map(file -> present(place, file)).toList();
    IdxFile trainImages = IdxFile.images(place, files.get(0));
    IdxFile testImages = IdxFile.images(place, files.get(2));
    Shape shape = new Shape(1, trainImages.sizes()[1], trainImages.sizes()[2]);
    Shape testShape = new Shape(1, testImages.sizes()[1], testImages.sizes()[2]);
    if (!shape.equals(testShape)) {
      throw new DataException(
          place.describe(files.get(2))
              + ": test images must be "
              + shape
              + " as the training images are, but are "
              + testShape);
    }
    return ImageDataset.of(
        shape,
        classNames,
        part(place, files.get(0), trainImages, files.get(1), classNames.size()),
        part(place, files.get(2), testImages, files.get(3), classNames.size()),
        place.describe());
  }

  private static ImageDataset.Part part(
      Place place, String imagesFile, IdxFile images, String labelsFile, int classes) {
    IdxFile labels = IdxFile.labels(place, labelsFile, classes);
    if (images.sizes()[0] != labels.sizes()[0]) {
      throw new DataException(
          place.describe(labelsFile)
              + ": has "
              + labels.sizes()[0]
              + " labels, but "
              + imagesFile
              + " has "
              + images.sizes()[0]
              + " images");
    }
    return new ImageDataset.Part(images.bytes(), labels.bytes());
  }

  private static String present(Place place, String file) {
    return variants(file).stream()
        .filter(place::has)
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    place.describe(file) + ": is missing, with and without .gz; fetch it"));
  }

  private static List<String> variants(String file) {
    List<String> variants = new ArrayList<>();
    for (String name : List.of(file, file.replace("-idx", ".idx"))) {
      variants.add(name);
      variants.add(name + ".gz");
    }
    return variants;
  }
}
