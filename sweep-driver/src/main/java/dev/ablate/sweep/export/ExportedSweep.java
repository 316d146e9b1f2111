package dev.ablate.sweep.export;

import dev.ablate.sweep.analysis.SweepReader;
import dev.ablate.sweep.analysis.SweepResults;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.TrialDetails;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.ResultsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is to export.
 *
 * @param name of the sweep
 * @param runs the design points with a trial, in the design's order
 * @param without how many points have none: missing, invalid or left out
 */
record ExportedSweep(String name, List<ExportedRun> runs, int without) {

  ExportedSweep {
    runs = List.copyOf(runs);
  }

  /**
   * Of a folder's latest run.
   *
   * @throws ResultsException if no trial of it has ended
   */
  static ExportedSweep read(ResultsFolder folder) {
    SweepResults results = SweepReader.read(folder);
    Map<String, TrialDetails> details = folder.details();
    Set<String> answering =
        results.trials().stream()
            .map(Trial::trialId)
            .filter(details::containsKey)
            .collect(Collectors.toSet());
    Map<String, List<EpochRow>> epochs = folder.epochs(answering::contains);
    List<ExportedRun> runs = new ArrayList<>();
    for (Trial point : results.trials()) {
      if (answering.contains(point.trialId())) {
        runs.add(
            new ExportedRun(
                point,
                details.get(point.trialId()),
                epochs.getOrDefault(point.trialId(), List.of()).stream()
                    .filter(row -> row.epoch() <= point.atEpoch())
                    .toList()));
      }
    }
    if (runs.isEmpty()) {
      throw new ResultsException(folder.location().uri() + ": no trial has ended yet");
    }
    return new ExportedSweep(results.sweep(), runs, results.trials().size() - runs.size());
  }
}
