package dev.ablate.data;

import dev.ablate.model.Shape;
import java.util.Optional;

/** A data set in MNIST's four files; what they may be called is {@link IdxNames}'. */
final class IdxDataset {

  private IdxDataset() {}

  static ImageDataset read(Place place, IdxNames names) {
    String trainFile = present(place, names.images(place, false), names, "train-images-idx3-ubyte");
    String trainLabelsFile =
        present(place, names.labels(place, false), names, "train-labels-idx1-ubyte");
    String testFile = present(place, names.images(place, true), names, "t10k-images-idx3-ubyte");
    String testLabelsFile =
        present(place, names.labels(place, true), names, "t10k-labels-idx1-ubyte");
    IdxFile trainImages = IdxFile.images(place, trainFile);
    IdxFile testImages = IdxFile.images(place, testFile);
    Shape shape = new Shape(1, trainImages.sizes()[1], trainImages.sizes()[2]);
    Shape testShape = new Shape(1, testImages.sizes()[1], testImages.sizes()[2]);
    if (!shape.equals(testShape)) {
      throw new DataException(
          place.describe(testFile)
              + ": test images must be "
              + shape
              + " as the training images are, but are "
              + testShape);
    }
    int classes = names.classNames().size();
    IdxFile trainLabels = IdxFile.labels(place, trainLabelsFile);
    IdxFile testLabels = IdxFile.labels(place, testLabelsFile);
    int first = trainLabels.firstLabel(classes);
    return ImageDataset.of(
        shape,
        names.classNames(),
        part(place, trainFile, trainImages, trainLabelsFile, trainLabels.labels(first, classes)),
        part(place, testFile, testImages, testLabelsFile, testLabels.labels(first, classes)),
        new Provenance(
            place.describe(),
            4,
            trainImages.size() + trainLabels.size() + testImages.size() + testLabels.size(),
            0));
  }

  private static ImageDataset.Part part(
      Place place, String imagesFile, IdxFile images, String labelsFile, byte[] labels) {
    if (images.sizes()[0] != labels.length) {
      throw new DataException(
          place.describe(labelsFile)
              + ": has "
              + labels.length
              + " labels, but "
              + imagesFile
              + " has "
              + images.sizes()[0]
              + " images");
    }
    return new ImageDataset.Part(images.bytes(), labels);
  }

  private static String present(
      Place place, Optional<String> found, IdxNames names, String usualName) {
    return found.orElseThrow(
        () ->
            new DataException(
                place.describe(names.prefixes().get(0) + usualName)
                    + ": is missing, with and without .gz; fetch it"));
  }
}
