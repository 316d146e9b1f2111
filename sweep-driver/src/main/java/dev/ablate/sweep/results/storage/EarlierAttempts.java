package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.sweep.results.table.TrialStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * What earlier attempts at a trial measured. Only its newest row counts, so a row of an attempt
 * that measured less, because its process died or it was to go on and failed, takes over what there
 * was: points that ask for no more epochs than that are still answered.
 */
record EarlierAttempts(Storage storage, Path folder) {

  private static final RecordSchema<TrialRow> TRIALS = RecordSchema.of(TrialRow.class);
  private static final RecordSchema<TrialFiles.Key> KEYS = RecordSchema.of(TrialFiles.Key.class);

  /** A row that is to be kept, with what an earlier one measured if that is more. */
  TrialRow addTo(TrialRow row) throws IOException {
    if (row.attempt() == 1 || TrialStatus.COMPLETED.is(row.status())) {
      return row;
    }
    return TrialFiles.retried(
        () -> {
          List<TrialRow> all = new ArrayList<>();
          for (FileStatus file : storage.list(folder)) {
            all.addAll(rows(file, row));
          }
          return all.stream()
              .filter(earlier -> earlier.epochCount().measured() > row.epochCount().measured())
              .max(Comparator.comparingInt(earlier -> earlier.epochCount().measured()))
              .map(row::withMeasurements)
              .orElse(row);
        });
  }

  private List<TrialRow> rows(FileStatus file, TrialRow row) throws FileNotFoundException {
    if (!TrialFiles.isNamedAsTrials(file)) {
      return List.of();
    }
    // A merged file is long: two of its columns say whether it is worth reading.
    boolean has =
        TrialFiles.isMerged(file)
            ? TrialFiles.readFile(storage, file, KEYS).stream()
                .anyMatch(key -> key.trialId().equals(row.trialId()))
            : TrialFiles.keyOf(file).trialId().equals(row.trialId());
    return has
        ? TrialFiles.readFile(storage, file, TRIALS, first -> first.equals(row.trialId()))
        : List.of();
  }
}
