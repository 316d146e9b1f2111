package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.table.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code effects} takes beside a folder. */
final class EffectsCommandTest {

  @TempDir Path folder;
  private Path results;

  /**
   * Ten seeds; the value wins after one epoch, loses after three, and one of its trials diverges.
   */
  @BeforeEach
  void write() {
    results = folder.resolve("results");
    MadeSweep sweep = new MadeSweep();
    for (int seed = 1; seed <= 10; seed++) {
      double noise = 0.001 * (seed * 7 % 5);
      sweep.completed(seed, List.of(false), 0.5, 0.6, 0.8);
      if (seed == 10) {
        sweep.add(seed, List.of(true), id -> Rows.diverged(id, 0.6, 0.6));
      } else {
        sweep.completed(seed, List.of(true), 0.6 + noise, 0.65 + noise, 0.7 + noise);
      }
    }
    sweep.write(results, 1);
  }

  @Test
  void comparesAfterTheLastEpoch() {
    assertThat(effects())
        .contains("best_test_accuracy of made, in points: 2 cells, 10 seeds, 19 of 20 trials")
        .containsPattern(
            "axis0 true, not false +-9\\.78 .* worse \\(1 of 10 diverged or failed\\)");
  }

  @Test
  void comparesAfterAnEpochThatAllHaveReached() {
    assertThat(effects("--at-epoch", "1"))
        .contains("test_accuracy of made after epoch 1, in points: 2 cells, 10 seeds, 20 of 20")
        .containsPattern("axis0 true, not false +\\+10\\.20 .* better")
        .contains("chosen by validation_accuracy");
    assertThat(effects("--at-epoch", "0")).contains("test_accuracy of made after epoch 2, ");
    assertThat(effects("--at-epoch", "3"))
        .contains("after epoch 3, in points: 2 cells, 10 seeds, 19");
  }

  @Test
  void namesAnEpochThatNobodyReached() {
    CommandLineRun run = run("--at-epoch", "4");
    assertThat(run.exit()).isEqualTo(Main.FAILED);
    assertThat(run.err())
        .isEqualTo(results + ": --at-epoch 4 was reached by no trial; all have reached epoch 2\n");
    assertThat(run("--at-epoch", "-1").err()).contains("--at-epoch -1 was reached by no trial");
  }

  @Test
  void bootstrapsFromTenPairsOn() {
    // Nine pairs: too few seeds for the bootstrap, so the interval is t's.
    assertThat(csv("--interval", "bootstrap")).isEqualTo(csv());
    // Ten after the first epoch.
    String t = csv("--at-epoch", "1");
    String bootstrap = csv("--at-epoch", "1", "--interval", "bootstrap");
    assertThat(bootstrap).isNotEqualTo(t);
    List<String> columns = List.of(t.lines().findFirst().orElseThrow().split(",", -1));
    for (String column : List.of("low", "high", "difference", "p")) {
      double one = number(t, columns.indexOf(column));
      double other = number(bootstrap, columns.indexOf(column));
      assertThat(other).as(column).isBetween(one - 5e-4, one + 5e-4);
    }
  }

  private static double number(String csv, int column) {
    List<String> lines = new ArrayList<>(csv.lines().toList());
    return Double.parseDouble(lines.get(lines.size() - 1).split(",", -1)[column]);
  }

  private String csv(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--format", "csv"));
    return effects(all.toArray(String[]::new));
  }

  private String effects(String... more) {
    CommandLineRun run = run(more);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out();
  }

  private CommandLineRun run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("effects", results.toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }
}
