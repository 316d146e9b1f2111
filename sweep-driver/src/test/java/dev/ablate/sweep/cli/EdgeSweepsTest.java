package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is at the edge of averages is answered rightly, or in a plain sentence. */
final class EdgeSweepsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(EdgeSweep.class)
  void everyCommandAnswersInWordsAndFiniteNumbers(EdgeSweep sweep) throws IOException {
    Path results = sweep.write(folder);
    for (String format : new String[] {"table", "csv", "json"}) {
      verifyPlain(CommandLineRun.of("effects", results.toString(), "--format", format));
      verifyPlain(
          CommandLineRun.of(
              "effects", results.toString(), "--format", format, "--interval", "bootstrap"));
    }
    verifyPlain(CommandLineRun.of("effects", results.toString(), "--at-epoch", "0"));
    Path page = folder.resolve("report.html");
    verifyPlain(CommandLineRun.of("report", results.toString(), "-o", page.toString()));
    assertThat(Files.readString(page).replaceAll("(?s)<(script|style).*?</\\1>", ""))
        .doesNotContainPattern("(?<!train loss was )NaN|Infinity|Exception");
  }

  @Test
  void seedsThatDoNotDiffer() {
    assertThat(effects(EdgeSweep.NO_NOISE))
        .containsPattern("axis0 true, not false +\\+10\\.00 .*\\+10\\.00 to \\+10\\.00 +better")
        .contains("noise     0.00 over seeds, between 0.00 and 0.00, from 2 cells");
    assertThat(effects(EdgeSweep.ALL_ALIKE))
        .containsPattern("axis1 true, not false +\\+0\\.00 .*no difference shown \\(seeds do not");
  }

  @Test
  void nothingToCompare() {
    assertThat(effects(EdgeSweep.ONE_CELL)).contains("1 cell, 2 seeds", "nothing varies");
    assertThat(effects(EdgeSweep.ONE_VALUE)).contains("nothing varies");
    assertThat(effects(EdgeSweep.ONE_SEED))
        .containsPattern("axis0 true, not false +\\+5\\.00 +.* +one seed")
        .contains("noise     not known: it takes two seeds");
  }

  @Test
  void nothingMeasured() {
    assertThat(effects(EdgeSweep.ALL_FAILED))
        .contains("0 of 6 trials completed")
        .contains("too few pairs (3 of 3 diverged or failed)")
        .contains("failures  axis0=false: 3 of 3, 0 diverged and 3 failed");
    assertThat(effects(EdgeSweep.NONE_ENDED)).contains("0 of 6 trials completed", "too few pairs");
  }

  @Test
  void fortyAxesOneFactorAtATime() {
    assertThat(effects(EdgeSweep.FORTY_AXES))
        .containsPattern("(?m)^axis7 true, not false +\\+[0-9.]+ .*better$")
        .contains("... and 16 smaller");
  }

  private String effects(EdgeSweep sweep) {
    CommandLineRun run = CommandLineRun.of("effects", sweep.write(folder).toString());
    verifyPlain(run);
    return run.out();
  }

  private static void verifyPlain(CommandLineRun run) {
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).doesNotContainPattern("NaN|Infinity|Exception|\\tat ");
  }
}
