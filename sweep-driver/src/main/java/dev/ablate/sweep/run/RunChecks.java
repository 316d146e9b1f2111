package dev.ablate.sweep.run;

import dev.ablate.data.DataException;
import dev.ablate.data.ImageDataset;
import dev.ablate.spec.Names;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.study.SweepSpec;
import java.util.List;

/** What must hold of earlier runs before a run adds to their results. */
final class RunChecks {

  private RunChecks() {}

  /**
   * Refuses results that cannot be trusted.
   *
   * @throws ResultsException naming each file that is damaged
   */
  static void refuseDamage(ResultsFolder folder) {
    List<String> damage = folder.damage();
    if (!damage.isEmpty()) {
      throw new ResultsException(
          String.join("\n", damage)
              + "\nnothing was started; restore what is named, or move it away and have it trained"
              + " again");
    }
  }

  /**
   * Refuses images that changed since the last run of the same data set.
   *
   * @throws DataException with both checksums
   */
  static void refuseOtherData(ResultsFolder folder, SweepSpec sweep, ImageDataset images) {
    List<RunRow> runs = folder.runs();
    if (runs.isEmpty()) {
      return;
    }
    RunRow last = runs.get(runs.size() - 1);
    boolean sameData =
        last.dataset().equals(Names.kebab(sweep.dataset().name()))
            // A folder of images elsewhere is another data set; a known one has one content.
            && (sweep.dataset().path() == null || last.dataSource().equals(images.source()));
    if (sameData && !last.dataChecksum().equals(images.checksum())) {
      throw new DataException(
          "the data set at "
              + images.source()
              + " has checksum "
              + images.checksum()
              + ", but run "
              + last.run()
              + " trained on "
              + last.dataChecksum()
              + "; put the old files back, or choose another sweep.output");
    }
  }
}
