package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Views of several metrics. */
class ViewTest {

  /** The models of metrics that the same trials have are fitted at once, also where some differ. */
  @Test
  void modelsOfAllMetricsSayWhatThatOfEachDoes() {
    Random random = new Random(1);
    SweepBuilder sweep = new SweepBuilder("filters", "rate");
    for (long seed = 1; seed <= 4; seed++) {
      for (long filters : List.of(8L, 16L, 32L)) {
        for (double rate : List.of(0.1, 0.2)) {
          double accuracy = 0.5 + 0.01 * filters + rate + random.nextGaussian();
          Map<String, Double> numbers =
              seed == 2 && filters == 8
                  ? Map.of("test_accuracy", accuracy, "train_seconds", 3 * accuracy)
                  : Map.of(
                      "test_accuracy",
                      accuracy,
                      "train_seconds",
                      random.nextDouble(),
                      "test_loss",
                      filters * rate + random.nextGaussian());
          // Without the last cell this is no grid, and importance comes from a model.
          if (filters < 32 || rate < 0.2) {
            sweep.add(seed, Status.COMPLETED, numbers, filters, rate);
          }
        }
      }
    }
    Analysis analysis = Analysis.of(sweep.build());
    assertThat(analysis.metrics())
        .containsExactly(Metric.TEST_ACCURACY, Metric.TEST_LOSS, Metric.TRAIN_SECONDS);

    verify(analysis, View.ANOVA, analysis::anova, AnovaTerm::sumOfSquares);
    verify(
        analysis,
        View.ANOVA_TYPE_III,
        metric -> analysis.anova(metric, SumOfSquares.TYPE_III),
        AnovaTerm::sumOfSquares);
    verify(analysis, View.IMPORTANCE, analysis::importance, Importance::share);
  }

  private static <T extends Record> void verify(
      Analysis analysis, View view, Function<Metric, List<T>> ofOne, Function<T, Double> number) {
    List<T> each = new ArrayList<>();
    analysis.metrics().forEach(metric -> each.addAll(ofOne.apply(metric)));
    List<? extends Record> all = view.rows(analysis);
    assertThat(all).hasSameSizeAs(each);
    for (int i = 0; i < each.size(); i++) {
      assertThat(each.get(i)).isInstanceOf(all.get(i).getClass());
      @SuppressWarnings("unchecked")
      T found = (T) all.get(i);
      if (number.apply(each.get(i)) == null) {
        assertThat(number.apply(found)).isNull();
      } else {
        assertThat(number.apply(found)).isCloseTo(number.apply(each.get(i)), within(1e-12));
      }
    }
  }
}
