package dev.ablate.sweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.SweepReader;
import dev.ablate.sweep.report.WrittenSweep;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.EpochRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EpochCurvesTest {

  @TempDir static Path folder;
  private static ResultsFolder results;

  @BeforeAll
  static void write() {
    WrittenSweep.write(folder.resolve("results"), 6, 2, 40);
    results = ResultsFolder.open(ResultsLocation.of(folder.resolve("results").toString()));
  }

  @Test
  void holdWhatTheRowsHold() {
    Map<String, List<EpochRow>> rows = results.epochs(trial -> true);
    Map<String, List<EpochCurve>> curves = results.curves(name -> true);
    assertThat(curves.keySet()).isEqualTo(rows.keySet()).hasSize(12);
    rows.forEach(
        (trial, epochs) -> {
          assertThat(curves.get(trial)).hasSize(4);
          for (EpochCurve curve : curves.get(trial)) {
            List<EpochRow> own =
                epochs.stream()
                    .filter(row -> row.split().equals(curve.split()))
                    .filter(row -> row.metric().equals(curve.metric()))
                    .toList();
            List<Integer> at = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < curve.size(); i++) {
              at.add(curve.epoch(i));
              values.add(curve.value(i));
            }
            assertThat(at).isEqualTo(own.stream().map(EpochRow::epoch).toList());
            assertThat(values).isEqualTo(own.stream().map(EpochRow::value).toList());
          }
        });
  }

  @Test
  void areOnlyThoseThatAreAsked() {
    assertThat(results.curves("test_accuracy"::equals).values())
        .hasSize(12)
        .allSatisfy(
            curves ->
                assertThat(curves)
                    .singleElement()
                    .satisfies(
                        curve ->
                            assertThat(curve.split() + curve.metric()).isEqualTo("testaccuracy")));
  }

  @Test
  void ofOneMetricMakeTheSamePointsAsOfAll() {
    Analysis analysis = Analysis.of(SweepReader.read(results));
    assertThat(analysis.curves(new Metric("validation_accuracy")))
        .isNotEmpty()
        .isEqualTo(
            analysis.curves().stream()
                .filter(point -> point.split().equals("validation"))
                .filter(point -> point.metric().equals("accuracy"))
                .toList());
  }
}
