package dev.ablate.inspect.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class MeasuresTest {

  @Test
  void rankCorrelationIgnoresScaleAndSharesRanksOfEquals() {
    double[] values = {3, 1, 2, 10};
    assertThat(RankCorrelation.of(values, new double[] {30, -1, 2, 1000}))
        .isCloseTo(1, within(1e-12));
    assertThat(RankCorrelation.of(values, new double[] {1, 3, 2, 0})).isCloseTo(-1, within(1e-12));
    // R: cor(c(1,2,2,4), c(1,3,2,4), method = "spearman")
    assertThat(RankCorrelation.of(new double[] {1, 2, 2, 4}, new double[] {1, 3, 2, 4}))
        .isCloseTo(0.9486833, within(1e-7));
    assertThat(RankCorrelation.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
  }

  @Test
  void similarityIsOneForRotatedAndScaledFeaturesAndSmallForOthers() {
    Random random = new Random(1);
    double[] one = random.doubles(200 * 2, -1, 1).toArray();
    double[] turned = new double[one.length];
    for (int i = 0; i < 200; i++) {
      turned[2 * i] = 3 * (0.6 * one[2 * i] - 0.8 * one[2 * i + 1]) + 5;
      turned[2 * i + 1] = 3 * (0.8 * one[2 * i] + 0.6 * one[2 * i + 1]);
    }
    double[] other = random.doubles(200 * 2, -1, 1).toArray();
    double[][] gram = Similarity.gram(one, 200);
    assertThat(Similarity.of(gram, Similarity.gram(turned, 200))).isCloseTo(1, within(1e-12));
    assertThat(Similarity.of(gram, Similarity.gram(other, 200))).isLessThan(0.1);
  }

  @Test
  void principalComponentsFindTheDirectionsOfAnEllipse() {
    Random random = new Random(2);
    double[][] points = new double[500][3];
    for (double[] point : points) {
      double a = 10 * random.nextGaussian();
      double b = 3 * random.nextGaussian();
      point[0] = 7 + 0.6 * a - 0.8 * b;
      point[1] = 0.8 * a + 0.6 * b;
      point[2] = 0.1 * random.nextGaussian();
    }
    PrincipalComponents found = PrincipalComponents.of(points, 2);
    assertThat(found.shares()[0]).isCloseTo(100.0 / 109, within(0.02));
    assertThat(found.shares()[0] + found.shares()[1]).isCloseTo(1, within(1e-3));
    double[] first = IntStream.range(0, 500).mapToDouble(i -> points[i][1]).toArray();
    double[] along = IntStream.range(0, 500).mapToDouble(i -> found.coordinates()[i][0]).toArray();
    assertThat(RankCorrelation.of(first, along)).isGreaterThan(0.95);
  }

  @Test
  void calibrationErrorIsTheMeanDistanceOfConfidenceFromAccuracy() {
    double[] confidences = {0.95, 0.95, 0.95, 0.95, 0.55, 0.55};
    boolean[] right = {true, true, true, false, true, false};
    Calibration calibration = Calibration.of(confidences, right);
    assertThat(calibration.bins()).hasSize(15);
    assertThat(calibration.error()).isCloseTo((4 * 0.2 + 2 * 0.05) / 6, within(1e-12));
    assertThat(calibration.bins().get(14).images()).isEqualTo(4);
    assertThat(Calibration.of(new double[] {1, 0}, new boolean[] {true, false}).error()).isZero();
  }

  @Test
  void selectivityComparesTheFavouriteWithTheRest() {
    Selectivity selectivity = Selectivity.of(new double[] {1, 3, 1, Double.NaN});
    assertThat(selectivity.favourite()).isEqualTo(1);
    assertThat(selectivity.index()).isCloseTo(0.5, within(1e-12));
    assertThat(Selectivity.of(new double[] {-1, 3}).index()).isNaN();
    assertThat(Selectivity.of(new double[] {0, 0}).index()).isNaN();
  }

  @Property(tries = 30)
  void fitRecoversAGaborThatWasPlanted(
      @ForAll @DoubleRange(min = 0, max = 3.1) double orientation,
      @ForAll @DoubleRange(min = 0.15, max = 0.35) double frequency,
      @ForAll @DoubleRange(min = 0, max = 6.2) double phase) {
    double[][] filter = new double[3][49];
    for (int i = 0; i < 49; i++) {
      double x = i % 7 - 3;
      int row = i / 7;
      double y = row - 3;
      double along = x * Math.cos(orientation) + y * Math.sin(orientation);
      double across = y * Math.cos(orientation) - x * Math.sin(orientation);
      double envelope = Math.exp(-(along * along + 0.6 * across * across) / 8);
      for (int channel = 0; channel < 3; channel++) {
        filter[channel][i] =
            (channel + 1)
                * envelope
                * Math.cos(2 * Math.PI * frequency * along + phase + 0.3 * channel);
      }
    }
    GaborFit fit = GaborFit.of(filter, 7);
    assertThat(fit.r2()).isGreaterThan(0.98);
    double turn = Math.abs(fit.orientation() - orientation);
    assertThat(Math.min(turn, Math.PI - turn)).isLessThan(0.05);
    assertThat(fit.frequency()).isCloseTo(frequency, within(0.03));
  }

  @Test
  void constantFilterHasNoFit() {
    double[][] filter = {IntStream.range(0, 9).mapToDouble(i -> 0.3).toArray()};
    assertThat(GaborFit.of(filter, 3)).isNull();
  }
}
