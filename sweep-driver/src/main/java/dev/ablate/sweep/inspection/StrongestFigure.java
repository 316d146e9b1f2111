package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Strongest;
import dev.ablate.inspect.Strongest.Patch;
import dev.ablate.inspect.Strongest.Unit;
import dev.ablate.inspect.network.Field;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.model.Shape;
import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Figure.Row;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.report.picture.Raster;
import dev.ablate.sweep.results.table.InspectionRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What excites units most: a row a unit, and a row a class. */
final class StrongestFigure {

  private static final double SIDE = 44;

  private StrongestFigure() {}

  static Sight draw(InspectedTrial trial, List<Strongest> layers, Units units, ImageChoice images) {
    List<Sight.Named> pictures = new ArrayList<>();
    List<InspectionRow.Patch> rows = new ArrayList<>();
    for (Strongest layer : layers) {
      pictures.add(
          new Sight.Named("strongest-" + layer.layer(), byUnit(trial, layer, units, images)));
      pictures.add(
          new Sight.Named("strongest-classes-" + layer.layer(), byClass(trial, layer, images)));
      for (Unit unit : layer.units()) {
        unit.patches().forEach(patch -> rows.add(row(trial, layer, unit, patch)));
      }
    }
    return new Sight(pictures, List.of(), List.of(), rows);
  }

  private static Picture byUnit(
      InspectedTrial trial, Strongest layer, Units units, ImageChoice images) {
    int index = trial.subject().layer(layer.layer());
    List<Row> rows = new ArrayList<>();
    for (int unit : units.of(trial.subject(), index)) {
      Unit seen = layer.units().get(unit);
      rows.add(row(trial, layer, seen, "unit " + unit + "\n" + selectivity(trial, seen), images));
    }
    return Figure.of(
        "What excites units of " + layer.layer() + " most",
        trial.describe()
            + ". Of "
            + images.images().count()
            + " images the pixels that the unit sees where it is largest, the largest value first;"
            + " under each its class. The index says how much more a unit answers to its class than"
            + " to the others, from 0 to 1.",
        List.of(Figure.table(List.of(), rows, SIDE)));
  }

  /** For each class the unit that answers to it most selectively, on images of any class. */
  private static Picture byClass(InspectedTrial trial, Strongest layer, ImageChoice images) {
    List<Row> rows = new ArrayList<>();
    for (int label = 0; label < trial.classNames().size(); label++) {
      int wanted = label;
      Optional<Unit> unit =
          layer.units().stream()
              .filter(one -> one.selectivity().favourite() == wanted)
              .filter(one -> !Double.isNaN(one.selectivity().index()))
              .max(Comparator.comparingDouble(one -> one.selectivity().index()));
      String name = trial.classNames().get(label);
      rows.add(
          unit.map(
                  one ->
                      row(
                          trial,
                          layer,
                          one,
                          name
                              + "\nunit "
                              + one.unit()
                              + ", "
                              + Figure.number(one.selectivity().index()),
                          images))
              .orElse(new Row(name + "\nno unit's favourite", List.of(), List.of())));
    }
    return Figure.of(
        "The unit of " + layer.layer() + " that each class excites most selectively",
        trial.describe() + ". The unit's strongest patches, whatever their class.",
        List.of(Figure.table(List.of(), rows, SIDE)));
  }

  private static String selectivity(InspectedTrial trial, Unit unit) {
    return Double.isNaN(unit.selectivity().index())
        ? ""
        : trial.classNames().get(unit.selectivity().favourite())
            + " "
            + Figure.number(unit.selectivity().index());
  }

  private static Row row(
      InspectedTrial trial, Strongest layer, Unit unit, String words, ImageChoice images) {
    List<Raster> tiles = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Patch patch : unit.patches()) {
      tiles.add(tile(trial, layer, patch, images));
      notes.add(trial.classNames().get(patch.label()));
    }
    return new Row(words, tiles, notes);
  }

  /** The patch in a tile of the size that no edge clips, at its place. */
  static Raster tile(InspectedTrial trial, Strongest layer, Patch patch, ImageChoice images) {
    Shape shape = trial.data().shape();
    Raster image = Pixels.of(images.images(), patch.image(), shape);
    Field field = patch.field();
    int index = trial.subject().layer(layer.layer());
    Shape maps = trial.subject().summary().layers().get(index).output();
    Field middle =
        Field.of(
            trial.subject().network(),
            trial.subject().summary(),
            index,
            maps.height() / 2,
            maps.width() / 2);
    int height = Math.max(middle.height(), field.height());
    int width = Math.max(middle.width(), field.width());
    if (height == 0 || width == 0) {
      throw new InspectionException("units of " + layer.layer() + " see no pixel");
    }
    int top = field.top() == 0 ? field.bottom() - height : field.top();
    int left = field.left() == 0 ? field.right() - width : field.left();
    Raster clipped = image.part(field.top(), field.left(), field.height(), field.width());
    return clipped.part(top - field.top(), left - field.left(), height, width);
  }

  private static InspectionRow.Patch row(
      InspectedTrial trial, Strongest layer, Unit unit, Patch patch) {
    double index = unit.selectivity().index();
    return new InspectionRow.Patch(
        layer.layer(),
        unit.unit(),
        patch.rank(),
        patch.image(),
        patch.y(),
        patch.x(),
        patch.field().top(),
        patch.field().bottom(),
        patch.field().left(),
        patch.field().right(),
        patch.value(),
        trial.classNames().get(patch.label()),
        Double.isNaN(index) ? null : index,
        trial.classNames().get(unit.selectivity().favourite()));
  }
}
