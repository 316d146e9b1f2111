package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ForecastTest {
  @Test
  void trialsStartInOrderOnTheSlotThatIsFreeFirst() {
    assertThat(Forecast.makespan(List.of(4.0, 3.0, 2.0, 2.0, 1.0), 2)).isEqualTo(6.0);
    assertThat(Forecast.makespan(List.of(), 2)).isZero();
    assertThat(Forecast.makespan(List.of(1.0, 1.0, 4.0), 2)).isEqualTo(5.0);
  }

  /** Heavy-tailed costs that the order knows within 30 percent only. */
  @Test
  void longestFirstEndsWithinATenthOfTheLowerBound() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int slots = 64;
      List<Double> real = new ArrayList<>();
      List<Double> believed = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        double cost = Math.pow(1 - random.nextDouble(), -1 / 1.5);
        real.add(Math.min(cost, 100));
        believed.add(real.get(i) * (0.7 + 0.6 * random.nextDouble()));
      }
      List<Double> ordered = new ArrayList<>();
      PriorityQueue<Integer> order =
          new PriorityQueue<>(Comparator.comparingDouble((Integer i) -> -believed.get(i)));
      for (int i = 0; i < 1_000; i++) {
        order.add(i);
      }
      while (!order.isEmpty()) {
        ordered.add(real.get(order.remove()));
      }
      double work = real.stream().mapToDouble(d -> d).sum();
      double bound = Math.max(work / slots, real.stream().mapToDouble(d -> d).max().orElseThrow());

      assertThat(Forecast.makespan(ordered, slots)).isLessThanOrEqualTo(1.10 * bound);
    }
  }
}
