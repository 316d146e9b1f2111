package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Ablation;
import dev.ablate.inspect.Ablation.Effect;
import dev.ablate.inspect.Ablation.Tally;
import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.report.picture.Picture.Align;
import dev.ablate.sweep.report.picture.Picture.Size;
import dev.ablate.sweep.report.picture.Raster;
import dev.ablate.sweep.report.picture.Scale;
import dev.ablate.sweep.report.picture.Theme.Ink;
import dev.ablate.sweep.results.table.InspectionRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is lost without each unit: accuracy in all, images by class. */
final class AblationFigure {

  private static final double WIDTH = 620;
  private static final double WIDEST_COLUMN = 22;
  private static final double ROW = 14;
  private static final double BARS = 60;
  private static final int NAMED = 8;

  private AblationFigure() {}

  /** One scale for what is drawn side by side. */
  record Limits(double least, double most, long largest) {

    /** Of layers by name. */
    static Map<String, Limits> of(List<InspectedTrial> trials, List<Ablation> ablations) {
      Map<String, Limits> limits = new LinkedHashMap<>();
      for (int i = 0; i < ablations.size(); i++) {
        Tally whole = ablations.get(i).whole();
        for (Effect effect : ablations.get(i).effects()) {
          double lost = loss(whole, effect);
          long count = 1;
          for (int of = 0; of < whole.classes(); of++) {
            count = Math.max(count, effect.without().lost(of));
          }
          limits.merge(
              trials.get(i).subject().name(effect.target().layer()),
              new Limits(Math.min(0, lost), Math.max(1e-9, lost), count),
              Limits::and);
        }
      }
      return limits;
    }

    private Limits and(Limits other) {
      return new Limits(
          Math.min(least, other.least),
          Math.max(most, other.most),
          Math.max(largest, other.largest));
    }
  }

  static Sight draw(InspectedTrial trial, Ablation ablation, Map<String, Limits> limits) {
    Map<Integer, List<Effect>> layers = new LinkedHashMap<>();
    for (Effect effect : ablation.effects()) {
      layers.computeIfAbsent(effect.target().layer(), layer -> new ArrayList<>()).add(effect);
    }
    List<Picture> parts = new ArrayList<>();
    layers.forEach(
        (layer, effects) ->
            parts.add(
                layer(
                    trial,
                    ablation.whole(),
                    layer,
                    effects,
                    limits.get(trial.subject().name(layer)))));
    Picture figure =
        Figure.of(
            "What is lost without a unit",
            trial.describe()
                + String.format(
                    Locale.ROOT,
                    ". With all units %.4f of %,d images are recognised. Units are sorted by the"
                        + " accuracy that is lost without them; below, images of each class that"
                        + " are recognised with the unit and not without.",
                    ablation.whole().accuracy(),
                    ablation.whole().images()),
            parts);
    return new Sight(
        List.of(new Sight.Named("ablate", figure)), List.of(), rows(trial, ablation), List.of());
  }

  private static double loss(Tally whole, Effect effect) {
    return whole.accuracy() - effect.without().accuracy();
  }

  private static Picture layer(
      InspectedTrial trial, Tally whole, int layer, List<Effect> effects, Limits limits) {
    List<Effect> sorted =
        effects.stream()
            .sorted(Comparator.comparingDouble((Effect effect) -> -loss(whole, effect)))
            .toList();
    int classes = whole.classes();
    double label = 70;
    double column = Math.min(WIDEST_COLUMN, WIDTH / sorted.size());
    double wide = column * sorted.size();
    double most = limits.most;
    double least = limits.least;
    double zero = 8 + BARS * most / (most - least);
    Picture chart = new Picture("");
    chart.words(label - 6, 16, Figure.number(most), Size.SMALL, Align.END, Ink.MUTED);
    chart.words(label - 6, zero + 4, "0", Size.SMALL, Align.END, Ink.MUTED);
    double[] counts = new double[classes * sorted.size()];
    for (int i = 0; i < sorted.size(); i++) {
      double lost = loss(whole, sorted.get(i));
      double height = Math.abs(lost) / (most - least) * BARS;
      chart.box(
          label + i * column + column * 0.1,
          lost > 0 ? zero - height : zero,
          column * 0.8,
          Math.max(height, 0.3),
          lost > 0 ? 0xd55e00 : 0x0072b2);
      for (int of = 0; of < classes; of++) {
        double count = sorted.get(i).without().lost(of);
        counts[of * sorted.size() + i] = count;
      }
    }
    chart.line(label, zero, label + wide, zero, 0.6, null);
    double top = 8 + BARS + 12;
    Scale scale = Scale.fromZero((double) limits.largest);
    chart.tile(label, top, wide, ROW * classes, Raster.of(counts, sorted.size(), scale));
    for (int of = 0; of < classes; of++) {
      chart.words(
          label - 6,
          top + of * ROW + 10,
          trial.classNames().get(of),
          Size.SMALL,
          Align.END,
          Ink.INK);
    }
    chart.add(Figure.bar(scale, "images lost"), label, top + ROW * classes + 8);
    String worst =
        sorted.stream()
            .limit(NAMED)
            .map(
                effect ->
                    units(effect) + String.format(Locale.ROOT, " (%.4f)", loss(whole, effect)))
            .collect(Collectors.joining(", "));
    chart.words(
        label, top + ROW * classes + 34, "most: " + worst, Size.SMALL, Align.START, Ink.MUTED);
    return Figure.headed(
        trial.subject().name(layer)
            + ": accuracy lost without each of "
            + sorted.size()
            + (sorted.size() == 1 ? " target" : " targets"),
        chart);
  }

  private static String units(Effect effect) {
    return effect.target().units().size() > 4
        ? effect.target().units().size() + " units"
        : effect.target().units().stream().map(String::valueOf).collect(Collectors.joining("+"));
  }

  private static List<InspectionRow.Effect> rows(InspectedTrial trial, Ablation ablation) {
    List<InspectionRow.Effect> rows = new ArrayList<>();
    Tally whole = ablation.whole();
    for (Effect effect : ablation.effects()) {
      Tally without = effect.without();
      String layer = trial.subject().name(effect.target().layer());
      String units =
          effect.target().units().stream().map(String::valueOf).collect(Collectors.joining(" "));
      rows.add(
          new InspectionRow.Effect(
              layer,
              units,
              null,
              whole.images(),
              loss(whole, effect),
              without.loss() - whole.loss(),
              without.lost()));
      for (int label = 0; label < whole.classes(); label++) {
        if (whole.images(label) > 0) {
          rows.add(
              new InspectionRow.Effect(
                  layer,
                  units,
                  trial.classNames().get(label),
                  whole.images(label),
                  (double) (whole.right(label) - without.right(label)) / whole.images(label),
                  without.loss(label) - whole.loss(label),
                  without.lost(label)));
        }
      }
    }
    return rows;
  }
}
