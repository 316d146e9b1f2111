package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.engine.TinyImages;
import dev.ablate.engine.definition.OutputTally;
import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.LayerStatistics;
import dev.ablate.model.Padding;
import dev.ablate.model.Parameter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerInspectionTest {

  private static final int IMAGES = 150;

  @Test
  void countsEveryOutputOnce() {
    LayerStatistics relu = statistics(0).get(1);

    assertThat(relu.name()).isEqualTo("layer1");
    assertThat(relu.histogramEdges()).hasSize(21).isSorted();
    assertThat(relu.histogramCounts().stream().mapToLong(n -> n).sum())
        .isEqualTo(IMAGES * 4L * 8 * 8);
    assertThat(relu.histogramEdges().get(0)).isEqualTo(0);
    assertThat(relu.zeroShare()).isBetween(0.05, 0.95);
  }

  @Test
  void looksAtAConvolutionBeforeItsRelu() {
    LayerStatistics conv = statistics(0).get(0);

    assertThat(conv.histogramEdges().get(0)).isNegative();
    assertThat(conv.zeroShare()).isZero();
  }

  @Test
  void meanAndDeviationAreThoseOfTheOutputs() {
    OutputTally tally = new OutputTally();
    tally.add(new double[] {1, 0});
    tally.add(new double[] {5, 2});
    tally.sort(new double[] {1, 0, 5, 2});
    LayerStatistics statistics = tally.statistics(3, "some", null, null);

    assertThat(statistics.mean()).isEqualTo(2);
    assertThat(statistics.deviation()).isCloseTo(Math.sqrt(14 / 4.0), within(1e-12));
    assertThat(statistics.zeroShare()).isEqualTo(0.25);
    assertThat(statistics.histogramCounts()).startsWith(1L, 0L, 0L, 0L, 1L).endsWith(1L);
  }

  @Test
  void outputsThatAreNotFiniteHaveNoHistogram() {
    OutputTally tally = new OutputTally();
    tally.add(new double[] {1, Double.NaN});
    tally.sort(new double[] {1, Double.NaN});

    assertThat(tally.statistics(0, "some", null, null).histogramCounts()).isEmpty();
  }

  @Test
  void normsAreOfWeightsAndOfTheLastStepsGradient() {
    try (Dl4jModel model =
        Networks.build(Networks.of(Networks.dense(6)), ComputePath.EXACT, Networks.inspected(1))) {
      assertThat(model.layerStatistics(TinyImages.images(4)).get(0).gradientNorm()).isNull();
      double[] weights = weights(model, NativeArrays.read(model.parameters()));
      model.backpropagate(TinyImages.images(16), 0, 0);
      double[] gradient = weights(model, NativeArrays.read(model.gradients()));
      model.train(TinyImages.images(16), 0, 0, 0);
      LayerStatistics dense = model.layerStatistics(TinyImages.images(4)).get(0);

      assertThat(dense.weightNorm()).isCloseTo(norm(weights), within(1e-9));
      assertThat(dense.gradientNorm()).isCloseTo(norm(gradient), within(1e-9));
    }
  }

  private static double[] weights(Dl4jModel model, double[] flat) {
    ParameterLayout.Segment segment =
        model.layout().segments().stream()
            .filter(s -> s.layer().equals("layer0") && s.kind() == Parameter.Kind.WEIGHT)
            .findFirst()
            .orElseThrow();
    int from = Math.toIntExact(segment.offset());
    return Arrays.copyOfRange(flat, from, from + Math.toIntExact(segment.length()));
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
  }

  private static List<LayerStatistics> statistics(int epoch) {
    try (Dl4jModel model =
        Networks.build(
            Networks.of(Networks.conv(4, 3, 1, Padding.SAME), Networks.relu(), Networks.dense(5)),
            ComputePath.FAST,
            Networks.inspected(epoch))) {
      return model.layerStatistics(TinyImages.images(IMAGES));
    }
  }
}
