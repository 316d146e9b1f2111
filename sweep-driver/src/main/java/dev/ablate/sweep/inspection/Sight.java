package dev.ablate.sweep.inspection;

import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.results.table.InspectionRow;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was seen: pictures, and the numbers behind them.
 *
 * @param pictures by file name, without its ending
 * @param numbers tables that are kept beside them
 * @param effects of units that were switched off
 * @param patches that excite units
 */
public record Sight(
    List<Named> pictures,
    List<Numbers> numbers,
    List<InspectionRow.Effect> effects,
    List<InspectionRow.Patch> patches) {

  /** A picture and its file's name. */
  public record Named(String name, Picture picture) {}

  /**
   * A table.
   *
   * @param name of its file, without the ending
   * @param columns their names
   * @param rows one value a column
   */
  public record Numbers(String name, List<String> columns, List<List<Object>> rows) {
    public Numbers {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  public Sight {
    pictures = List.copyOf(pictures);
    numbers = List.copyOf(numbers);
    effects = List.copyOf(effects);
    patches = List.copyOf(patches);
  }

  /** Both. */
  Sight and(Sight other) {
    return new Sight(
        both(pictures, other.pictures),
        both(numbers, other.numbers),
        both(effects, other.effects),
        both(patches, other.patches));
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** One picture and one table of the same name. */
  static Sight of(String name, Picture picture, List<String> columns, List<List<Object>> rows) {
    return new Sight(
        List.of(new Named(name, picture)),
        List.of(new Numbers(name, columns, rows)),
        List.of(),
        List.of());
  }
}
