package dev.ablate.sweep.inspection;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.SingleImage;
import dev.ablate.data.SplitDataset;
import dev.ablate.inspect.network.InspectionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Images that were chosen.
 *
 * @param images themselves
 * @param names one an image: {@code test 3, cat}
 * @param labels true classes; -1 where it is not known
 * @param note what was changed to make them fit; empty if nothing was
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageChoice(ImageSubset images, List<String> names, int[] labels, String note) {

  private static final String CLASS = "class";

  public ImageChoice {
    names = List.copyOf(names);
  }

  /**
   * Chooses images.
   *
   * @param text {@code test:0-15}, {@code validation:3,7}, {@code class:cat:4} for the first four
   *     test images of a class, or a PNG or JPEG file
   * @throws InspectionException if it names none
   */
  public static ImageChoice of(String text, SplitDataset data) {
    String[] parts = text.split(":", -1);
    String first = parts[0].toLowerCase(Locale.ROOT);
    if (first.equals(CLASS) && parts.length == 3) {
      return ofClass(parts[1], parts[2], data);
    }
    if (parts.length == 2 && List.of("train", "validation", "test").contains(first)) {
      ImageSubset split =
          switch (first) {
            case "train" -> data.train();
            case "validation" -> data.validation();
            default -> data.test();
          };
      return labelled(first, split, positions(parts[1], split.count(), first), data);
    }
    Path file = Path.of(text);
    if (!Files.isRegularFile(file)) {
      throw new InspectionException(
          "images are chosen as test:0-15, validation:3,7, class:cat:4 or a PNG or JPEG file, but \""
              + text
              + "\" is none of them");
    }
    SingleImage image = SingleImage.read(file, data.shape(), data.test().normalisation());
    return new ImageChoice(
        image.subset(), List.of(file.getFileName().toString()), new int[] {-1}, image.note());
  }

  /** All test images. */
  public static ImageChoice test(SplitDataset data) {
    return labelled("test", data.test(), IntStream.range(0, data.test().count()).toArray(), data);
  }

  private static ImageChoice ofClass(String name, String count, SplitDataset data) {
    int label = data.dataset().classNames().indexOf(name);
    if (label < 0) {
      throw new InspectionException(
          "there is no class \""
              + name
              + "\"; the classes are "
              + String.join(", ", data.dataset().classNames()));
    }
    int[] members =
        IntStream.range(0, data.test().count())
            .filter(i -> data.test().label(i) == label)
            .limit(number(count))
            .toArray();
    return labelled("test", data.test(), members, data);
  }

  private static int[] positions(String text, int count, String split) {
    List<Integer> positions = new ArrayList<>();
    for (int position : numbers(text)) {
      if (position >= count) {
        throw new InspectionException(
            "there is no image "
                + split
                + ":"
                + position
                + "; there are "
                + count
                + " images, from 0");
      }
      positions.add(position);
    }
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  /** {@code 0-9} or {@code 3,7,20-24}. */
  static List<Integer> numbers(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length > 2) {
        throw new InspectionException(
            "numbers are written 0-9 or 3,7,20-24, but was \"" + text + "\"");
      }
      int from = number(ends[0]);
      int to = number(ends[ends.length - 1]);
      if (to < from || to - from > 100_000) {
        throw new InspectionException(
            "\"" + part + "\" is no range, from the least to the largest");
      }
      IntStream.rangeClosed(from, to).forEach(numbers::add);
    }
    return numbers;
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new InspectionException("numbers are whole and not negative, but was \"" + text + "\"");
    }
    return Integer.parseInt(text);
  }

  private static ImageChoice labelled(
      String split, ImageSubset images, int[] positions, SplitDataset data) {
    int[] labels = Arrays.stream(positions).map(images::label).toArray();
    int[] indices =
        Arrays.stream(positions).map(i -> images.indices()[images.from() + i]).toArray();
    List<String> names =
        Arrays.stream(positions)
            .mapToObj(
                i -> split + " " + i + ", " + data.dataset().classNames().get(images.label(i)))
            .toList();
    return new ImageChoice(
        ImageSubset.of(images.part(), indices, images.normalisation()), names, labels, "");
  }
}
