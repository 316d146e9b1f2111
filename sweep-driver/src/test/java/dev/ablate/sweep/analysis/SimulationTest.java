package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.sweep.analysis.SimulatedSweep.Effects;
import dev.ablate.sweep.analysis.SimulatedSweep.Holes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the numbers keep their promises where the truth is known. The draws are the same every
 * time: few in the whole test suite, 2,000 of each with {@code -Psimulations}.
 */
final class SimulationTest {

  private static final Metric METRIC = Metric.TEST_ACCURACY;
  private static final int DRAWS = Integer.getInteger("ablate.draws", 50);
  private static final boolean LONG = DRAWS >= 2_000;

  static Stream<SimulatedSweep> sweeps() {
    List<SimulatedSweep> sweeps = new ArrayList<>();
    for (int seeds : new int[] {3, 5, 10}) {
      for (boolean unequal : new boolean[] {false, true}) {
        for (Holes holes : Holes.values()) {
          sweeps.add(new SimulatedSweep(seeds, unequal, holes));
        }
      }
    }
    return sweeps.stream();
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void intervalsHoldTheTruth(SimulatedSweep sweep) {
    Share held = new Share();
    each(
        sweep,
        Effects.SOME,
        analysis -> {
          for (MainEffect row : analysis.mainEffects(METRIC)) {
            if (row.low() != null) {
              double truth = Effects.SOME.of(row.value()) - Effects.SOME.of(row.baseline());
              held.add(row.low() <= truth && truth <= row.high());
            }
          }
        });
    report("coverage", sweep, held.share());
    assertThat(held.share()).isBetween(0.935 - chance(0.05), 0.97 + chance(0.03));
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void familiesWithoutAnyEffectSeldomReportOne(SimulatedSweep sweep) {
    Share comparisons = new Share();
    Share interactions = new Share();
    each(
        sweep,
        Effects.NONE,
        analysis -> {
          List<Comparison> rows = analysis.comparisons(METRIC);
          for (Axis axis : analysis.results().axes()) {
            comparisons.add(
                rows.stream().anyMatch(row -> row.axis().equals(axis) && shown(row.pAdjusted())));
          }
          interactions.add(
              analysis.interactions(METRIC).stream().anyMatch(row -> shown(row.pAdjusted())));
        });
    report("familywise comparisons", sweep, comparisons.share());
    report("familywise interactions", sweep, interactions.share());
    assertThat(comparisons.share()).isLessThanOrEqualTo(0.055 + chance(0.05));
    assertThat(interactions.share()).isLessThanOrEqualTo(0.055 + chance(0.05));
  }

  /** What a seed does to all cells alike is seen once a seed, however many cells there are. */
  @ParameterizedTest
  @MethodSource("sweeps")
  void theNoiseFloorHoldsTheTruth(SimulatedSweep sweep) {
    Share held = new Share();
    each(
        sweep,
        Effects.SOME,
        analysis -> {
          List<Noise> rows = analysis.noise(METRIC);
          Noise all = rows.get(rows.size() - 1);
          double truth = sweep.deviation();
          held.add(all.low() <= truth && truth <= all.high());
        });
    report("coverage of the noise", sweep, held.share());
    if (!sweep.unequal()) {
      assertThat(held.share()).isBetween(0.93 - chance(0.05), 0.98 + chance(0.03));
    }
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void anAxisWithoutEffectHasNoShare(SimulatedSweep sweep) {
    Moments alone = new Moments();
    Moments paired = new Moments();
    each(
        sweep,
        Effects.SMALL,
        analysis -> {
          for (Importance row : analysis.importance(METRIC)) {
            if (row.axis().equals("norm")) {
              alone.add(row.share());
            } else if ("norm".equals(row.otherAxis())) {
              paired.add(row.share());
            }
          }
        });
    report("importance of an inert axis", sweep, alone.mean());
    report("importance of an inert pair", sweep, paired.mean());
    assertThat(alone.mean()).isCloseTo(0, within(0.01 + chance(alone)));
    assertThat(paired.mean()).isCloseTo(0, within(0.01 + chance(paired)));
  }

  /** A verdict says what would have been seen in four of five cases: so it is then. */
  @ParameterizedTest
  @MethodSource("sweeps")
  void whatWouldHaveBeenSeenIsSeen(SimulatedSweep sweep) {
    Moments stated = new Moments();
    each(
        sweep,
        Effects.NONE,
        analysis -> {
          Verdict verdict = norm(analysis).verdict();
          if (verdict.kind() == Verdict.Kind.NO_DIFFERENCE) {
            stated.add(verdict.detectable());
          }
        });
    Effects effects = new Effects(Map.of(true, stated.mean()));
    Share seen = new Share();
    each(sweep, effects, analysis -> seen.add(shown(norm(analysis).pAdjusted())));
    report("power", sweep, seen.share());
    assertThat(seen.share()).isCloseTo(Power.WANTED, within(0.05 + chance(0.2)));
  }

  private static MainEffect norm(Analysis analysis) {
    return analysis.mainEffects(METRIC).stream()
        .filter(row -> row.axis().equals(SimulatedSweep.NORM) && !row.isBaseline())
        .findFirst()
        .orElseThrow();
  }

  private static boolean shown(Double p) {
    return p != null && p < Power.LEVEL;
  }

  private static void each(SimulatedSweep sweep, Effects effects, Consumer<Analysis> consumer) {
    Random random = new Random(20261126);
    for (int draw = 0; draw < DRAWS; draw++) {
      consumer.accept(Analysis.of(sweep.draw(random, effects)));
    }
  }

  /** What few draws may miss by chance; the promise itself is held against many. */
  private static double chance(double share) {
    return LONG ? 0 : 3 * Math.sqrt(share * (1 - share) / DRAWS);
  }

  /** How far the mean of so few draws may be off by chance. */
  private static double chance(Moments drawn) {
    return LONG ? 0 : 3 * Math.sqrt(drawn.variance() / drawn.n());
  }

  private static void report(String what, SimulatedSweep sweep, double share) {
    if (LONG) {
      System.out.printf(
          Locale.ROOT,
          "%s, %d seeds, %s variances, holes %s: %.4f%n",
          what,
          sweep.seeds(),
          sweep.unequal() ? "unequal" : "equal",
          sweep.holes(),
          share);
    }
  }

  private static final class Share {
    private int all;
    private int those;

    void add(boolean one) {
      all++;
      those += one ? 1 : 0;
    }

    double share() {
      return (double) those / all;
    }
  }
}
