package dev.ablate.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the files of a member of MNIST's family are called, and what its classes are.
 *
 * @param prefixes what may stand before {@code train-images-idx3-ubyte}
 * @param classNames in label order
 */
record IdxNames(List<String> prefixes, List<String> classNames) {

  static final List<String> EMNIST_VARIANTS =
      List.of("balanced", "byclass", "bymerge", "digits", "letters", "mnist");

  static final List<String> DIGITS = characters("0123456789");

  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

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

  /** Clanuwat and others, "Deep Learning for Classical Japanese Literature", 2018. */
  private static final List<String> KUZUSHIJI =
      List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo");

  /**
   * The names of a data set.
   *
   * @throws DataException if there are several variants of EMNIST and the study names none
   */
  static IdxNames of(DatasetName name, String variant, Place place) {
    return switch (name) {
      case FASHION_MNIST -> new IdxNames(List.of("", "fashion-mnist-", "fashion-"), FASHION);
      case KMNIST -> new IdxNames(List.of("", "kmnist-"), KUZUSHIJI);
      case QMNIST -> new IdxNames(List.of("qmnist-", ""), DIGITS);
      case EMNIST -> emnist(variant == null ? onlyVariant(place) : variant);
      default -> new IdxNames(List.of("", "mnist-"), DIGITS);
    };
  }

  /** Whether a file of the data set is in a place; of EMNIST, of any variant if none is named. */
  static boolean areIn(DatasetName name, String variant, Place place) {
    if (name == DatasetName.EMNIST && variant == null) {
      return EMNIST_VARIANTS.stream().anyMatch(one -> emnist(one).isIn(place));
    }
    return of(name, variant, place).isIn(place);
  }

  private static String onlyVariant(Place place) {
    List<String> present =
        EMNIST_VARIANTS.stream().filter(variant -> emnist(variant).isIn(place)).toList();
    if (present.size() != 1) {
      throw new DataException(
          place.describe()
              + ": holds EMNIST's variants "
              + String.join(", ", present)
              + "; choose one with dataset.variant");
    }
    return present.get(0);
  }

  /** Cohen and others, "EMNIST: an extension of MNIST to handwritten letters", 2017. */
  private static IdxNames emnist(String variant) {
    List<String> classes =
        switch (variant) {
          case "byclass" -> characters("0123456789" + CAPITALS + "abcdefghijklmnopqrstuvwxyz");
          case "balanced", "bymerge" -> characters("0123456789" + CAPITALS + "abdefghnqrt");
          case "letters" -> characters(CAPITALS);
          default -> DIGITS;
        };
    return new IdxNames(List.of("emnist-" + variant + "-"), classes);
  }

  private static List<String> characters(String text) {
    return IntStream.range(0, text.length()).mapToObj(i -> text.substring(i, i + 1)).toList();
  }

  private boolean isIn(Place place) {
    return Stream.of(true, false)
        .flatMap(test -> Stream.of(images(place, test), labels(place, test)))
        .anyMatch(Optional::isPresent);
  }

  /** The file of a part's images that is there. */
  Optional<String> images(Place place, boolean test) {
    return present(place, test, "images", List.of("idx3-ubyte"));
  }

  /** The file of a part's labels that is there. */
  Optional<String> labels(Place place, boolean test) {
    return present(place, test, "labels", List.of("idx1-ubyte", "idx2-int"));
  }

  private Optional<String> present(Place place, boolean test, String what, List<String> endings) {
    for (String prefix : prefixes) {
      for (String part : test ? List.of("t10k", "test") : List.of("train")) {
        for (String ending : endings) {
          for (String file : variants(prefix + part + "-" + what, ending)) {
            if (place.has(file)) {
              return Optional.of(file);
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * With a dot or a dash, packed or not, and in a folder of its own name, as archives unpack it.
   */
  private static List<String> variants(String stem, String ending) {
    List<String> variants = new ArrayList<>();
    for (String separator : List.of("-", ".")) {
      String name = stem + separator + ending;
      variants.addAll(List.of(name, name + ".gz"));
    }
    for (String other : List.of("-", ".")) {
      for (String separator : List.of("-", ".")) {
        variants.add(stem + other + ending + "/" + stem + separator + ending);
      }
    }
    return variants;
  }
}
