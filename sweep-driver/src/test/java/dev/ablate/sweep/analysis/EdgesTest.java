package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sweeps that break averages: every answer is a right number, null, or a plain sentence. */
final class EdgesTest {

  private static final Metric METRIC = Metric.TEST_ACCURACY;

  @Test
  void oneSeedHasDifferencesAndNoIntervals() throws Exception {
    SweepResults results = new SweepBuilder("filters").add(1, 0.8, 8L).add(1, 0.9, 16L).build();
    MainEffect effect = Analysis.of(results).mainEffects(METRIC).get(1);
    assertThat(effect.difference()).isCloseTo(0.1, within(1e-12));
    assertThat(effect.low()).isNull();
    assertThat(effect.p()).isNull();
    assertThat(effect.verdict().text()).isEqualTo("one seed");
    verifyNoNaN(results);
  }

  @Test
  void seedsThatDoNotDiffer() throws Exception {
    SweepBuilder sweep = new SweepBuilder("filters", "norm");
    for (long seed = 1; seed <= 3; seed++) {
      sweep.add(seed, 0.7, 8L, true).add(seed, 0.7, 8L, false);
      sweep.add(seed, 0.8, 16L, true).add(seed, 0.8, 16L, false);
    }
    List<MainEffect> effects = Analysis.of(sweep.build()).mainEffects(METRIC);
    assertThat(effects.get(1).verdict().text()).isEqualTo("better");
    assertThat(effects.get(1).low()).isEqualTo(effects.get(1).high());
    assertThat(effects.get(3).verdict().text())
        .isEqualTo("no difference shown (seeds do not differ)");
    verifyNoNaN(sweep.build());
  }

  @Test
  void oneCell() throws Exception {
    SweepResults results = new SweepBuilder("a").add(1, 0.5, "x").add(2, 0.6, "x").build();
    assertThat(Analysis.of(results).cells(METRIC).get(0).mean()).isCloseTo(0.55, within(1e-12));
    assertThat(Analysis.of(results).mainEffects(METRIC)).hasSize(1);
    assertThat(Analysis.of(results).ablationPath(METRIC).get(0).note())
        .isEqualTo("the baseline is the best");
    verifyNoNaN(results);
  }

  @Test
  void everyTrialFailed() throws Exception {
    SweepBuilder sweep = new SweepBuilder("a");
    for (long seed = 1; seed <= 3; seed++) {
      sweep.add(seed, Status.FAILED, Map.of(), "x").add(seed, Status.DIVERGED, Map.of(), "y");
    }
    Analysis analysis = Analysis.of(sweep.build());
    assertThat(analysis.mainEffects(METRIC).get(1).verdict().text())
        .isEqualTo("too few pairs (3 of 3 diverged or failed)");
    assertThat(analysis.failures().get(0).crash()).isEqualTo(3);
    assertThat(analysis.ablationPath(METRIC).get(0).note()).isEqualTo("no cell was measured");
    verifyNoNaN(sweep.build());
  }

  @Test
  void fortyAxesOneFactorAtATime() throws Exception {
    String[] names = new String[40];
    for (int i = 0; i < names.length; i++) {
      names[i] = "axis" + i;
    }
    SweepBuilder sweep = new SweepBuilder(names);
    for (int changed = -1; changed < names.length; changed++) {
      Object[] values = new Object[names.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = i == changed;
      }
      for (long seed = 1; seed <= 3; seed++) {
        sweep.add(seed, 0.8 + 0.001 * seed * (changed % 3) + (changed == 7 ? 0.1 : 0), values);
      }
    }
    List<MainEffect> effects = Analysis.of(sweep.build()).mainEffects(METRIC);
    assertThat(effects).hasSize(80);
    assertThat(effects.stream().filter(row -> !row.isBaseline()).map(MainEffect::cells))
        .containsOnly(1);
    List<AblationStep> path = Analysis.of(sweep.build()).ablationPath(METRIC);
    assertThat(path.get(path.size() - 1).axis()).isEqualTo("axis7");
    assertThat(Analysis.of(sweep.build()).anova(METRIC).get(41).aliasedWith())
        .isEqualTo("empty cells: axis0=true with axis1=true");
    verifyNoNaN(sweep.build());
  }

  @Test
  void whatDivergesHalfOfTheTimeDoesNotWinByItsSurvivors() {
    SweepBuilder sweep = new SweepBuilder("rate");
    for (long seed = 1; seed <= 8; seed++) {
      sweep.add(seed, 0.8 + 0.001 * seed, 0.1);
      if (seed % 2 == 0) {
        sweep.add(seed, Status.DIVERGED, Map.of("test_accuracy", 0.1), 1.0);
      } else {
        sweep.add(seed, 0.9 + 0.0011 * seed, 1.0);
      }
    }
    MainEffect effect = Analysis.of(sweep.build()).mainEffects(METRIC).get(1);
    assertThat(effect.verdict().text())
        .isEqualTo("better only among survivors (4 of 8 diverged or failed)");
    assertThat(effect.lost()).isEqualTo(0.5);
    assertThat(effect.missing()).isEqualTo(4);
    assertThat(effect.difference()).isGreaterThan(0.09);
  }

  /** Beside no difference among survivors, too, stands how many did not survive. */
  @Test
  void noDifferenceAmongSurvivorsSaysHowManyWereLost() {
    SweepBuilder sweep = new SweepBuilder("rate");
    for (long seed = 1; seed <= 8; seed++) {
      sweep.add(seed, 0.8 + 0.001 * (seed % 5), 0.1);
      if (seed % 2 == 0) {
        sweep.add(seed, Status.DIVERGED, Map.of(), 1.0);
      } else {
        sweep.add(seed, 0.8 + 0.001 * (seed % 3), 1.0);
      }
    }
    List<MainEffect> effects = Analysis.of(sweep.build()).mainEffects(METRIC);
    assertThat(effects.get(0).verdict().text()).isEqualTo("baseline");
    assertThat(effects.get(1).verdict().text())
        .matches("no difference shown \\(would have seen [0-9.]+; 4 of 8 diverged or failed\\)");
  }

  /** A quarter of a grid of five axes, d = a*b and e = a*c. */
  @Test
  void aFractionNamesAllThatItConfounds() {
    SweepBuilder sweep = new SweepBuilder("a", "b", "c", "d", "e");
    for (long seed = 1; seed <= 2; seed++) {
      for (int cell = 0; cell < 8; cell++) {
        boolean a = (cell & 4) > 0;
        boolean b = (cell & 2) > 0;
        boolean c = (cell & 1) > 0;
        sweep.add(seed, 0.7 + 0.01 * cell + 0.001 * (seed * cell % 3), a, b, c, a == b, a == c);
      }
    }
    Map<String, String> aliases = new LinkedHashMap<>();
    Analysis.of(sweep.build())
        .anova(METRIC)
        .forEach(row -> aliases.put(row.term(), row.aliasedWith()));
    assertThat(aliases)
        .containsEntry("a", "b:d, c:e")
        .containsEntry("b:d", "a, c:e")
        .containsEntry("c:e", "a, b:d")
        .containsEntry("b", "a:d")
        .containsEntry("c", "a:e")
        .containsEntry("d", "a:b")
        .containsEntry("e", "a:c")
        .containsEntry("b:c", "d:e")
        .containsEntry("d:e", "b:c")
        .containsEntry("b:e", "c:d")
        .containsEntry("seed", null);
  }

  @Test
  void theExpectedBestOfDrawnCells() {
    SweepResults results =
        new SweepBuilder("a").add(1, 0.1, "x").add(1, 0.2, "y").add(1, 0.4, "z").build();
    List<ExpectedBest> rows = Analysis.of(results).expectedBest();
    assertThat(rows.get(0).expected()).isCloseTo(0.7 / 3, within(1e-12));
    // Of nine pairs, one has 0.1 as its best, three 0.2, five 0.4.
    assertThat(rows.get(1).expected()).isCloseTo((0.1 + 3 * 0.2 + 5 * 0.4) / 9, within(1e-12));
  }

  /** Asks everything, and looks at every number. */
  private static void verifyNoNaN(SweepResults results) throws Exception {
    Analysis analysis = Analysis.of(results).with(IntervalMethod.BOOTSTRAP);
    List<Record> rows = new ArrayList<>();
    rows.addAll(analysis.cells(METRIC));
    rows.addAll(analysis.mainEffects(METRIC));
    rows.addAll(analysis.comparisons(METRIC));
    rows.addAll(analysis.interactions(METRIC));
    rows.addAll(analysis.anova(METRIC));
    rows.addAll(analysis.anova(METRIC, SumOfSquares.TYPE_III));
    rows.addAll(analysis.importance(METRIC));
    rows.addAll(analysis.ablationPath(METRIC));
    rows.addAll(analysis.noise(METRIC));
    rows.addAll(analysis.pareto());
    rows.addAll(analysis.generalisationGaps());
    rows.addAll(analysis.failures());
    rows.addAll(analysis.expectedBest());
    for (Record row : rows) {
      for (RecordComponent component : row.getClass().getRecordComponents()) {
        Object value = component.getAccessor().invoke(row);
        if (value instanceof Double number) {
          assertThat(number).as("%s of %s", component.getName(), row).isFinite();
        }
      }
    }
  }
}
