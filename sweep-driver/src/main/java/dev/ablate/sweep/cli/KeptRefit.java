package dev.ablate.sweep.cli;

import dev.ablate.engine.EngineException;
import dev.ablate.sweep.execution.RefitStage;
import dev.ablate.sweep.inspection.InspectedTrial;
import dev.ablate.sweep.inspection.ModelExport;
import dev.ablate.sweep.results.storage.RefitFiles;
import dev.ablate.sweep.results.table.RefitRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** A refit that is done: its network's files, its row, and what is said of it. */
record KeptRefit(RefitRow row, InspectedTrial of, RefitStage.Trained trained) {

  /**
   * Writes the files first, so that a row has them.
   *
   * @param notices hears which format does not hold this network
   */
  void keep(RefitFiles files, PrintWriter notices) throws IOException {
    Map<String, String> provenance =
        Map.of(
            "refit_id", row.refitId(),
            "workers", String.valueOf(row.workers()),
            "average_every", String.valueOf(row.averageEvery()),
            "epochs", String.valueOf(row.epochs()),
            "trained_on", row.trainedOn());
    for (ModelExport.Format format : ModelExport.Format.values()) {
      try {
        files.write(
            row.refitId(),
            "model." + format.ending(),
            ModelExport.of(of, trained.weights(), provenance, format));
      } catch (EngineException e) {
        notices.println(e.getMessage());
      }
    }
    files.rows().keep(row);
    files.forgetProgress(row.refitId());
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "refit     %s of trial %s: %d workers, %d epochs, %,.0f images/s%n"
            + "test      %.4f accuracy, %.4f loss%n"
            + "files     %s%n",
        row.refitId(),
        row.trialId(),
        row.workers(),
        row.epochs(),
        row.imagesPerSecond(),
        row.testAccuracy(),
        row.testLoss(),
        row.folder());
  }
}
