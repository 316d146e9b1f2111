package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The data sets SmLs01 to SmLs09 of NIST's Statistical Reference Datasets: nine treatments, numbers
 * that agree in 1, 7 or 13 leading digits. Simon, Lesage, "Assessing the accuracy of ANOVA
 * calculations in statistical software", 1989, say how they are made; the certified values follow.
 */
final class NistAnovaTest {

  private static final int TREATMENTS = 9;
  private static final Axis TREATMENT =
      new Axis(
          "treatment",
          Axis.Kind.TEXT,
          IntStream.rangeClosed(1, TREATMENTS)
              .<Object>mapToObj(treatment -> "t" + treatment)
              .toList(),
          "t1");

  /** The digits are those that survive writing the numbers as doubles. */
  @ParameterizedTest
  @CsvSource({
    "1, 21, 1.68, 1.8, 21, 1e-12",
    "1, 201, 16.08, 18, 201, 1e-12",
    "1, 2001, 160.08, 180, 2001, 1e-12",
    "1000000, 21, 1.68, 1.8, 21, 1e-8",
    "1000000, 201, 16.08, 18, 201, 1e-8",
    "1000000, 2001, 160.08, 180, 2001, 1e-8",
    "1000000000000, 21, 1.68, 1.8, 21, 5e-4",
    "1000000000000, 201, 16.08, 18, 201, 5e-4",
    "1000000000000, 2001, 160.08, 180, 2001, 5e-4",
  })
  void certifiedValues(
      String base, int replicates, double between, double residual, double f, double digits) {
    double[][] numbers = numbers(new BigDecimal(base), replicates);
    List<AnovaTerm> rows = Analysis.of(results(numbers)).anova(Metric.TEST_ACCURACY);

    AnovaTerm treatment = rows.get(0);
    AnovaTerm within = rows.get(1);
    assertThat(treatment.degreesOfFreedom()).isEqualTo(TREATMENTS - 1);
    assertThat(within.degreesOfFreedom()).isEqualTo(TREATMENTS * (replicates - 1));
    verify(treatment.sumOfSquares(), between, digits);
    verify(within.sumOfSquares(), residual, digits);
    verify(treatment.f(), f, digits);

    // What the doubles themselves say, in exact arithmetic.
    BigDecimal[] exact = sums(numbers);
    verify(treatment.sumOfSquares(), exact[0].doubleValue(), 1e-11);
    verify(within.sumOfSquares(), exact[1].doubleValue(), 1e-11);
  }

  private static void verify(double ours, double theirs, double digits) {
    assertThat(ours).isCloseTo(theirs, within(digits * theirs));
  }

  /** The first treatment, and the first replicate, is in the middle; others alternate around it. */
  private static double[][] numbers(BigDecimal base, int replicates) {
    double[][] numbers = new double[TREATMENTS][replicates];
    for (int treatment = 0; treatment < TREATMENTS; treatment++) {
      for (int replicate = 0; replicate < replicates; replicate++) {
        numbers[treatment][replicate] =
            base.add(BigDecimal.valueOf(tenths(treatment) + tenths(replicate), 1)).doubleValue();
      }
    }
    return numbers;
  }

  private static int tenths(int position) {
    return position == 0 ? 2 : position % 2 == 1 ? 1 : 3;
  }

  /** Each number is a cell of its own, all of one seed: the replicates share nothing. */
  private static SweepResults results(double[][] numbers) {
    List<Trial> trials = new ArrayList<>();
    for (int treatment = 0; treatment < numbers.length; treatment++) {
      for (double number : numbers[treatment]) {
        Cell cell =
            new Cell(trials.size(), List.of(TREATMENT), List.of(TREATMENT.values().get(treatment)));
        trials.add(
            new Trial(
                cell,
                1,
                "trial" + trials.size(),
                1,
                Status.COMPLETED,
                null,
                Map.of(Metric.TEST_ACCURACY.name(), number)));
      }
    }
    return new SweepResults("SmLs", List.of(TREATMENT), trials, SweepResults.Curves.NONE);
  }

  /** Sums of squares between and within treatments. */
  private static BigDecimal[] sums(double[][] numbers) {
    BigDecimal within = BigDecimal.ZERO;
    BigDecimal all = BigDecimal.ZERO;
    List<BigDecimal> means = new ArrayList<>();
    for (double[] treatment : numbers) {
      BigDecimal mean = mean(treatment);
      means.add(mean);
      all = all.add(mean);
      for (double number : treatment) {
        within = within.add(new BigDecimal(number).subtract(mean).pow(2));
      }
    }
    BigDecimal centre = divided(all, numbers.length);
    BigDecimal between = BigDecimal.ZERO;
    for (BigDecimal mean : means) {
      between =
          between.add(mean.subtract(centre).pow(2).multiply(BigDecimal.valueOf(numbers[0].length)));
    }
    return new BigDecimal[] {between, within};
  }

  private static BigDecimal mean(double[] numbers) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double number : numbers) {
      sum = sum.add(new BigDecimal(number));
    }
    return divided(sum, numbers.length);
  }

  private static BigDecimal divided(BigDecimal sum, int count) {
    return sum.divide(BigDecimal.valueOf(count), new MathContext(60));
  }
}
