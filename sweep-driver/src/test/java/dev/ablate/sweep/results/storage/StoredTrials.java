package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.TrialRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;

/** What readers see of a results folder, whole rows. */
public final class StoredTrials {

  private StoredTrials() {}

  /** The rows that count. */
  public static List<TrialRow> of(Path results) {
    ResultFiles folder = ResultFiles.open(ResultsLocation.of(results.toString()));
    List<TrialRow> rows = new ArrayList<>();
    try {
      TrialFiles files = folder.trials();
      for (FileStatus file : files.live()) {
        for (TrialRow row :
            TrialFiles.readFile(folder.storage(), file, RecordSchema.of(TrialRow.class))) {
          String name = file.getPath().getName();
          if (!files.dead().contains(new TrialFiles.RowPlace(name, row.trialId(), row.attempt()))) {
            rows.add(row);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(results + " cannot be read", e);
    }
    return rows;
  }
}
