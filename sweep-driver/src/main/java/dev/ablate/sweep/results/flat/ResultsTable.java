package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.Runs;
import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The table {@code results}: a design point of the latest run, and its trial as it was after {@code
 * at_epoch} epochs. Points whose trial has not ended, or completed fewer epochs than they ask, have
 * no scores yet; invalid points never have. A trial that ended badly only later counts as completed
 * here.
 */
final class ResultsTable {

  private static final List<String> LAST = List.of("validity", "reason", "trial_id", "at_epoch");

  private final ResultFiles files;
  private final TrialFiles trials;
  private final RunRow run;
  private final Schema points;

  private ResultsTable(ResultFiles files, TrialFiles trials, RunRow run, Schema points) {
    this.files = files;
    this.trials = trials;
    this.run = run;
    this.points = points;
  }

  static FlatTable of(ResultFiles files, TrialFiles trials, List<RunRow> runs) throws IOException {
    if (runs.isEmpty()) {
      return new FlatTable("results", schema(Runs.designSchema()), rows -> {});
    }
    RunRow latest = runs.get(runs.size() - 1);
    Schema points = files.runs().designSchema(latest);
    ResultsTable table = new ResultsTable(files, trials, latest, points);
    return new FlatTable("results", schema(points), table::forEach);
  }

  private static Schema schema(Schema points) {
    return new Schema(ordered(points))
        .with(
            PointScores.SCHEMA.columns().stream()
                .map(column -> new Column(column.name(), column.type(), true))
                .toList());
  }

  /** Where the point is, what it is, why it is not. */
  private static List<Column> ordered(Schema points) {
    Stream<Column> first =
        points.columns().stream().filter(column -> !LAST.contains(column.name()));
    return Stream.concat(first, LAST.stream().map(points::column)).toList();
  }

  private void forEach(Consumer<Object[]> rows) throws IOException {
    List<Object[]> design = new ArrayList<>();
    files.runs().readDesign(run, points, design::add);
    int trialId = points.indexOf("trial_id");
    int atEpoch = points.indexOf("at_epoch");
    Map<Object, List<Integer>> byTrial = new HashMap<>();
    for (int i = 0; i < design.size(); i++) {
      byTrial.computeIfAbsent(design.get(i)[trialId], none -> new ArrayList<>()).add(i);
    }
    Object[][] scores = new Object[design.size()][];
    // Measurements are read only for points that ask less than their trial trained: they are long.
    Set<Object> shortened = new HashSet<>();
    trials.read(
        files.storage(),
        PointScores.READ,
        trial -> {
          for (int point : byTrial.getOrDefault(trial[0], List.of())) {
            int at = (int) design.get(point)[atEpoch];
            if (PointScores.saysAll(trial, at)) {
              scores[point] = PointScores.of(trial, at);
            } else {
              shortened.add(trial[0]);
            }
          }
        });
    if (!shortened.isEmpty()) {
      trials.read(
          files.storage(),
          PointScores.READ_EPOCHS,
          trial -> {
            if (shortened.contains(trial[0])) {
              for (int point : byTrial.get(trial[0])) {
                scores[point] = PointScores.of(trial, (int) design.get(point)[atEpoch]);
              }
            }
          });
    }
    int[] order =
        ordered(points).stream().mapToInt(column -> points.indexOf(column.name())).toArray();
    int width = order.length + PointScores.SCHEMA.columns().size();
    for (int i = 0; i < scores.length; i++) {
      Object[] point = design.get(i);
      Object[] row =
          Arrays.copyOf(Arrays.stream(order).mapToObj(column -> point[column]).toArray(), width);
      if (scores[i] != null) {
        System.arraycopy(scores[i], 0, row, order.length, scores[i].length);
      }
      rows.accept(row);
    }
  }
}
