package dev.ablate.data;

import dev.ablate.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A folder with a sub-folder a class, PNG and JPEG files inside, all of one size. Classes and files
 * go by name; other files and those that begin with a dot are passed over. Where the folder has
 * {@code train} and {@code test}, each holds the classes. Otherwise every fifth file of a class is
 * a test image (the 5th, 10th, …). Images have one channel if all are grey, else three.
 */
final class ImageFolder {

  private static final int TEST_EVERY = 5;
  private static final int MOST_CLASSES = 256;

  private final Path folder;
  private final List<String> classNames;
  private final Selection train = new Selection();
  private final Selection test = new Selection();

  private ImageFolder(Path folder, List<String> classNames) {
    this.folder = folder;
    this.classNames = classNames;
  }

  static ImageDataset read(Path folder) {
    Path trainFolder = folder.resolve("train");
    Path testFolder = folder.resolve("test");
    boolean parted = Files.isDirectory(trainFolder) && Files.isDirectory(testFolder);
    ImageFolder images = new ImageFolder(folder, classes(parted ? trainFolder : folder));
    if (parted) {
      images.readParts(trainFolder, testFolder);
    } else {
      images.readWhole();
    }
    return images.dataset();
  }

  private static List<String> classes(Path folder) {
    List<String> names =
        list(folder).stream()
            .filter(Files::isDirectory)
            .map(path -> path.getFileName().toString())
            .toList();
    if (names.size() < 2 || names.size() > MOST_CLASSES) {
      throw new DataException(
          folder
              + ": must have 2 to "
              + MOST_CLASSES
              + " sub-folders, one a class, but has "
              + names.size());
    }
    return names;
  }

  private void readParts(Path trainFolder, Path testFolder) {
    List<String> testClasses = classes(testFolder);
    if (!testClasses.equals(classNames)) {
      throw new DataException(
          testFolder
              + ": must have the same classes as "
              + trainFolder
              + " "
              + classNames
              + ", but has "
              + testClasses);
    }
    for (int label = 0; label < classNames.size(); label++) {
      train.addAll(files(trainFolder.resolve(classNames.get(label))), label);
      test.addAll(files(testFolder.resolve(classNames.get(label))), label);
    }
  }

  private void readWhole() {
    for (int label = 0; label < classNames.size(); label++) {
      List<Path> files = files(folder.resolve(classNames.get(label)));
      for (int i = 0; i < files.size(); i++) {
        Selection part = i % TEST_EVERY == TEST_EVERY - 1 ? test : train;
        part.addAll(files.subList(i, i + 1), label);
      }
    }
    if (test.images.isEmpty()) {
      throw new DataException(
          folder
              + ": every "
              + TEST_EVERY
              + "th image of a class is for testing, but no class has so many; add images, or"
              + " sub-folders train and test");
    }
  }

  private ImageDataset dataset() {
    ImageFile first = train.images.get(0);
    int channels =
        Stream.concat(train.images.stream(), test.images.stream())
            .mapToInt(ImageFile::channels)
            .max()
            .orElseThrow();
    Shape shape = new Shape(channels, first.height(), first.width());
    return ImageDataset.of(
        shape, classNames, train.part(shape, first), test.part(shape, first), folder.toString());
  }

  private static List<Path> files(Path classFolder) {
    List<Path> files = list(classFolder).stream().filter(ImageFolder::isImage).toList();
    if (files.isEmpty()) {
      throw new DataException(
          classFolder + ": holds no PNG or JPEG; add images or remove the folder");
    }
    return files;
  }

  private static boolean isImage(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  /** The images of one part, in order. */
  private static final class Selection {

    private final List<ImageFile> images = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    void addAll(List<Path> files, int label) {
      for (Path file : files) {
        images.add(ImageFile.read(file));
        labels.add(label);
      }
    }

    ImageDataset.Part part(Shape shape, ImageFile first) {
      int size = Math.toIntExact(shape.size());
      byte[] pixels = new byte[Math.multiplyExact(images.size(), size)];
      byte[] labelBytes = new byte[images.size()];
      for (int i = 0; i < images.size(); i++) {
        ImageFile image = images.get(i);
        if (image.height() != shape.height() || image.width() != shape.width()) {
          throw new DataException(
              String.format(
                  "%s: is %d wide and %d high, but %s is %d wide and %d high; all images must have"
                      + " one size",
                  image.path(),
                  image.width(),
                  image.height(),
                  first.path(),
                  first.width(),
                  first.height()));
        }
        image.writePixels(shape.channels(), pixels, i * size);
        labelBytes[i] = labels.get(i).byteValue();
      }
      return new ImageDataset.Part(pixels, labelBytes);
    }
  }
}
