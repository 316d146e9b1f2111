package dev.ablate.sweep.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.MainEffect;
import dev.ablate.sweep.report.Findings;
import dev.ablate.sweep.report.MadeUp;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.results.table.LayerStatRow;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class PlotTest {

  private static final ReportData DATA = MadeUp.usual();
  private static final Findings FINDINGS = DATA.first().orElseThrow();

  /** The last was not finite. */
  private static final List<LayerStatRow> LAYERS =
      List.of(
          layer(0, 0, "conv1", 0.5),
          layer(0, 1, "output", -0.5),
          layer(4, 0, "conv1", 1.5),
          new LayerStatRow(4, 1, "output", null, null, 0.0, List.of(), List.of(), null, null));

  private static LayerStatRow layer(int epoch, int index, String name, double mean) {
    List<Double> edges = List.of(mean - 1, mean, mean + 1);
    return new LayerStatRow(
        epoch, index, name, mean, 1.0, 0.25, edges, List.of(900L, 100L), 1.0, 1.0);
  }

  static Stream<Plot> plots() {
    List<Axis> axes = DATA.results().axes();
    return Stream.of(
        new ForestPlot(FINDINGS.metric(), FINDINGS.effects(), FINDINGS.noise()),
        new InteractionPlot(FINDINGS.metric(), FINDINGS.interactions(), FINDINGS.cells()),
        new ImportanceMatrix(FINDINGS.metric(), FINDINGS.importance()),
        new CurvePlot("validation", "accuracy", axes.get(1), DATA.curves()),
        new SlicePlot(FINDINGS.metric(), axes, DATA.results().trials(), FINDINGS.cells()),
        new HeatMap(FINDINGS.metric(), axes.get(1), axes.get(2), FINDINGS.cells()),
        new ParallelPlot(FINDINGS.metric(), axes, FINDINGS.cells()),
        new SeedPlot(FINDINGS.metric(), FINDINGS.cells(), DATA.results().trials()),
        CostPanels.of(DATA.results(), DATA.pareto()),
        new LayerPlot("a trial", LAYERS));
  }

  @ParameterizedTest
  @MethodSource("plots")
  void isWellFormedInEveryStyleAndStaysOnItsPaper(Plot plot) throws Exception {
    for (Style style :
        List.of(Style.PAGE, Style.NARROW_PAGE, Style.ONE_COLUMN, Style.TWO_COLUMNS)) {
      Document svg = parsed(SvgText.file(plot, style));
      assertThat(svg.getDocumentElement().getAttribute("aria-label")).startsWith(plot.title());
      NodeList words = svg.getElementsByTagName("text");
      assertThat(words.getLength()).isPositive();
      for (int i = 0; i < words.getLength(); i++) {
        String x =
            words.item(i).getAttributes().getNamedItem("x") == null
                ? "0"
                : words.item(i).getAttributes().getNamedItem("x").getNodeValue();
        assertThat(Double.parseDouble(x)).isBetween(0.0, style.width());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("plots")
  void hasItsNumbersAndNoneIsNaN(Plot plot) {
    assertThat(plot.numbers().rows()).isNotEmpty();
    assertThat(SvgText.file(plot, Style.PAGE)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aFileSaysItsSizeInMillimetres() throws Exception {
    Plot plot = plots().findFirst().orElseThrow();
    assertThat(
            parsed(SvgText.file(plot, Style.ONE_COLUMN)).getDocumentElement().getAttribute("width"))
        .isEqualTo("85mm");
    assertThat(
            parsed(SvgText.file(plot, Style.TWO_COLUMNS))
                .getDocumentElement()
                .getAttribute("width"))
        .isEqualTo("178mm");
  }

  @Test
  void forestPlotBeginsWithTheLargestEffect() {
    List<List<Object>> rows =
        new ForestPlot(FINDINGS.metric(), FINDINGS.effects(), FINDINGS.noise()).numbers().rows();
    MainEffect largest =
        FINDINGS.effects().stream()
            .filter(effect -> !effect.isBaseline())
            .max(java.util.Comparator.comparingDouble(effect -> Math.abs(effect.difference())))
            .orElseThrow();
    assertThat(rows.get(0).get(0)).isEqualTo(largest.axis().name());
    assertThat(rows.get(0).get(5)).isEqualTo(largest.difference());
  }

  @Test
  void costsAreTheRowsOfTheViewPareto() {
    List<List<Object>> rows = CostPanels.of(DATA.results(), DATA.pareto()).numbers().rows();
    assertThat(rows).hasSameSizeAs(DATA.pareto());
    assertThat(rows).extracting(row -> row.get(0)).contains("parameters", "macs", "train_seconds");
  }

  @Test
  void aLayerIsALineOfItsEpochs() {
    LayerPlot plot = new LayerPlot("a trial", LAYERS);
    assertThat(plot.numbers().rows())
        .contains(List.of(0, "conv1", 0, 0.5, 1.0, 0.25), List.of(0, "conv1", 4, 1.5, 1.0, 0.25))
        .hasSize(4);
    assertThat(SvgText.file(plot, Style.TWO_COLUMNS))
        .contains("conv1, epoch 4: 1.5", "share of zeros")
        .doesNotContain("output, epoch 4: 1");
  }

  @Test
  void strongestInteractionComesFirst() {
    List<List<Object>> rows =
        new InteractionPlot(FINDINGS.metric(), FINDINGS.interactions(), FINDINGS.cells())
            .numbers()
            .rows();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).startsWith("optimizer", "sgd", "batch-norm", "true");
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
