package dev.ablate.sweep.results;

import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.Columns;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.LayerStatRow;
import dev.ablate.sweep.results.table.TrialStatus;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Split;
import dev.ablate.trial.TrialId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is asked of the trials that ended, newest attempt of each. */
record EndedTrials(ResultFiles files) {

  Map<TrialId, FinishedTrial> byId() throws IOException {
    Map<TrialId, FinishedTrial> finished = new TreeMap<>();
    Set<TrialId> states = files.checkpoints().trials();
    for (FinishedColumns row : files.read(FinishedColumns.class)) {
      TrialId id = new TrialId(row.trialId);
      finished.put(id, row.finished(id, states.contains(id)));
    }
    return finished;
  }

  /** By epoch; nothing without validation. */
  Map<TrialId, NavigableMap<Integer, Double>> validationAccuracies() throws IOException {
    Map<TrialId, NavigableMap<Integer, Double>> accuracies = new TreeMap<>();
    for (EpochColumns row : files.read(EpochColumns.class)) {
      NavigableMap<Integer, Double> epochs = new TreeMap<>();
      for (EpochRow epoch : row.epochs) {
        if (epoch.split().equals(Columns.text(Split.VALIDATION))
            && epoch.metric().equals(Columns.text(Metric.ACCURACY))) {
          epochs.put(epoch.epoch(), epoch.value());
        }
      }
      accuracies.put(new TrialId(row.trialId), epochs);
    }
    return accuracies;
  }

  /** What those that completed have beside their measurements after each epoch. */
  Map<TrialId, Recorded> recorded() throws IOException {
    Map<TrialId, Recorded> recorded = new TreeMap<>();
    for (RecordedColumns row : files.read(RecordedColumns.class)) {
      if (TrialStatus.COMPLETED.is(row.status)) {
        TrialId id = new TrialId(row.trialId);
        recorded.put(
            id,
            new Recorded(
                row.iterations.stream().map(At::iteration).collect(Collectors.toSet()),
                row.layerStats.stream().map(After::epoch).collect(Collectors.toSet()),
                Set.copyOf(files.storedWeights(id)),
                row.iterationsTrained,
                row.epochsTrained));
      }
    }
    return recorded;
  }

  /** All that some of them measured, by id. */
  Map<String, List<EpochRow>> epochs(Predicate<String> trialIds) throws IOException {
    Map<String, List<EpochRow>> epochs = new TreeMap<>();
    for (EpochColumns row : files.read(EpochColumns.class)) {
      if (trialIds.test(row.trialId)) {
        epochs.put(row.trialId, row.epochs);
      }
    }
    return epochs;
  }

  /** What each measured by epoch, by id: of each split and metric that is asked. */
  Map<String, List<EpochCurve>> curves(Predicate<String> names) throws IOException {
    Map<String, List<EpochCurve>> curves = new TreeMap<>();
    for (EpochCurves trial : files.read(EpochCurves.SCHEMA, row -> EpochCurves.of(row, names))) {
      curves.put(trial.trialId(), trial.curves());
    }
    return curves;
  }

  /** What was seen of a trial's layers while it trained. */
  List<LayerStatRow> layerStats(TrialId id) throws IOException {
    for (LayerStatColumns row : files.read(LayerStatColumns.class)) {
      if (row.trialId.equals(id.value())) {
        return row.layerStats;
      }
    }
    return List.of();
  }

  private record LayerStatColumns(String trialId, int attempt, List<LayerStatRow> layerStats)
      implements TrialFiles.Keyed {}

  private record At(int iteration) {}

  private record After(int epoch) {}

  private record RecordedColumns(
      String trialId,
      int attempt,
      String status,
      int epochsTrained,
      int iterationsTrained,
      List<At> iterations,
      List<After> layerStats)
      implements TrialFiles.Keyed {}

  private record EpochColumns(String trialId, int attempt, List<EpochRow> epochs)
      implements TrialFiles.Keyed {}

  private record FinishedColumns(
      String trialId,
      int attempt,
      String status,
      String failure,
      String stoppedBy,
      int epochsAsked,
      int epochsTrained)
      implements TrialFiles.Keyed {

    FinishedTrial finished(TrialId id, boolean goesOn) {
      return new FinishedTrial(
          id, attempt, status, failure, stoppedBy, epochsAsked, epochsTrained, goesOn);
    }
  }
}
