package dev.ablate.sweep.inspection;

import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.results.table.InspectionRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * Several trials' or times' side by side: pictures and tables of the same name as one.
   *
   * @param seen one a view
   * @param views what the first columns of the tables say of each: trial and weights
   */
  static Sight beside(List<Sight> seen, List<InspectedTrial> views) {
    if (seen.size() == 1) {
      return seen.get(0);
    }
    Map<String, List<Picture>> pictures = new LinkedHashMap<>();
    Map<String, List<List<Object>>> rows = new LinkedHashMap<>();
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (int i = 0; i < seen.size(); i++) {
      InspectedTrial view = views.get(i);
      for (Named one : seen.get(i).pictures) {
        pictures.computeIfAbsent(one.name, name -> new ArrayList<>()).add(one.picture);
      }
      for (Numbers table : seen.get(i).numbers) {
        columns.putIfAbsent(
            table.name,
            Stream.concat(Stream.of("trial_id", "weights"), table.columns.stream()).toList());
        List<List<Object>> all = rows.computeIfAbsent(table.name, name -> new ArrayList<>());
        for (List<Object> row : table.rows) {
          List<Object> whole = new ArrayList<>(List.of(view.id().value(), view.weights()));
          whole.addAll(row);
          all.add(whole);
        }
      }
    }
    return new Sight(
        pictures.entrySet().stream()
            .map(one -> new Named(one.getKey(), Figure.row(one.getValue())))
            .toList(),
        rows.entrySet().stream()
            .map(one -> new Numbers(one.getKey(), columns.get(one.getKey()), one.getValue()))
            .toList(),
        List.of(),
        List.of());
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
