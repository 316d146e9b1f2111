package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.ParetoPoint;
import dev.ablate.sweep.analysis.SweepResults;
import dev.ablate.sweep.report.text.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Accuracy against each cost, beside each other: a {@link CostPlot} each. */
public final class CostPanels implements Plot {

  private final List<CostPlot> panels;

  private CostPanels(List<CostPlot> panels) {
    this.panels = List.copyOf(panels);
  }

  /**
   * Of a sweep.
   *
   * @param fronts of one metric and all costs; at least one point
   */
  public static CostPanels of(SweepResults results, List<ParetoPoint> fronts) {
    Map<String, List<ParetoPoint>> costs = new LinkedHashMap<>();
    fronts.forEach(
        point -> costs.computeIfAbsent(point.against(), none -> new ArrayList<>()).add(point));
    List<CostPlot> panels = new ArrayList<>();
    costs.forEach((cost, front) -> panels.add(CostPlot.of(results, cost, front)));
    return new CostPanels(panels);
  }

  @Override
  public String title() {
    return Labels.title(metric().name())
        + " against "
        + panels.stream()
            .map(panel -> Labels.metric(panel.cost()))
            .collect(Collectors.joining(", "));
  }

  private Metric metric() {
    return panels.get(0).metric();
  }

  @Override
  public String description() {
    return panels.get(0).description();
  }

  /** As the view {@code pareto} has them. */
  @Override
  public Numbers numbers() {
    Numbers.Builder numbers =
        Numbers.of("against", "cell", "n", "cost", metric().name(), "test_accuracy");
    for (CostPlot panel : panels) {
      for (ParetoPoint point : panel.front()) {
        numbers.row(
            panel.cost(),
            point.cell().label(),
            point.n(),
            point.cost(),
            point.accuracy(),
            point.testAccuracy());
      }
    }
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    int columns = style.narrow() ? 1 : panels.size();
    double wide = style.width() / columns;
    double high = font * 21;
    double left = font * 4.8;
    int lines = (panels.size() + columns - 1) / columns;
    Drawing on = new Drawing(style).height(lines * high);
    for (int i = 0; i < panels.size(); i++) {
      int line = i / columns;
      panels
          .get(i)
          .draw(
              on,
              new Frame(
                  i % columns * wide + left,
                  line * high + font * 0.6,
                  wide - left - font,
                  high - font * 3.8));
    }
    return on;
  }
}
