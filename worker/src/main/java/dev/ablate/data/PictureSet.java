package dev.ablate.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pictures in files, before any of them is read.
 *
 * @param source the folder, list or table that names them, for people
 * @param classNames names in label order
 * @param train the training part
 * @param validation the validation part, if there is one
 * @param test the test part; may be empty
 */
record PictureSet(
    String source,
    List<String> classNames,
    List<PictureFile> train,
    Optional<List<PictureFile>> validation,
    List<PictureFile> test) {

  /** Of a class's pictures, the 5th, 10th, ... are for testing where nothing else is said. */
  private static final int TEST_EVERY = 5;

  private static final int MOST_CLASSES = 1 << 16;

  PictureSet {
    classNames = List.copyOf(classNames);
    train = List.copyOf(train);
    validation = validation.map(List::copyOf);
    test = List.copyOf(test);
  }

  /**
   * Without a test part, which is taken from the training part.
   *
   * @throws DataException if no class has enough pictures
   */
  static PictureSet unparted(String source, List<String> classNames, List<PictureFile> pictures) {
    List<PictureFile> train = new ArrayList<>();
    List<PictureFile> test = new ArrayList<>();
    int[] seen = new int[classNames.size()];
    for (PictureFile picture : pictures) {
      boolean tested = ++seen[picture.label()] % TEST_EVERY == 0;
      (tested ? test : train).add(picture);
    }
    if (test.isEmpty()) {
      throw new DataException(
          source
              + ": every "
              + TEST_EVERY
              + "th image of a class is for testing, but no class has so many; add images, or"
              + " sub-folders train and test");
    }
    return new PictureSet(source, classNames, train, Optional.empty(), test);
  }

  /** The parts in the order in which they are read. */
  List<List<PictureFile>> parts() {
    return Stream.concat(Stream.of(train), Stream.concat(validation.stream(), Stream.of(test)))
        .toList();
  }

  int count() {
    return parts().stream().mapToInt(List::size).sum();
  }

  /**
   * Without some.
   *
   * @throws DataException if a class then has no picture to train on
   */
  PictureSet without(Set<PictureFile> left) {
    PictureSet rest =
        new PictureSet(
            source,
            classNames,
            less(train, left),
            validation.map(v -> less(v, left)),
            less(test, left));
    return rest.checked();
  }

  private static List<PictureFile> less(List<PictureFile> pictures, Set<PictureFile> left) {
    return pictures.stream().filter(picture -> !left.contains(picture)).toList();
  }

  /**
   * Itself.
   *
   * @throws DataException if a class has no picture to train on
   */
  PictureSet checked() {
    Collection<String> empty = new ArrayList<>(classNames);
    train.stream().map(PictureFile::label).distinct().map(classNames::get).forEach(empty::remove);
    if (!empty.isEmpty()) {
      throw new DataException(
          source + ": has no picture to train on of " + String.join(", ", empty) + "; add some");
    }
    return this;
  }

  /** Refuses a number of classes that nothing can be learned from. */
  static void checkNumber(Object source, Collection<String> classNames) {
    if (classNames.size() < 2 || classNames.size() > MOST_CLASSES) {
      throw new DataException(
          source
              + ": must have 2 to "
              + MOST_CLASSES
              + " classes, but has "
              + classNames.size()
              + (classNames.size() == 1 ? ", " + classNames.iterator().next() : ""));
    }
  }
}
