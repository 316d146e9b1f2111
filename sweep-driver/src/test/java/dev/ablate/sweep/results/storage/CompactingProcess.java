package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.Rows;
import java.time.Duration;

/** A process that commits and compacts until it is killed. */
final class CompactingProcess {

  private CompactingProcess() {}

  /**
   * Runs it.
   *
   * @param arguments the folder, and the number of its first trial
   */
  public static void main(String[] arguments) {
    ResultsFolder folder = ResultsFolder.open(ResultsLocation.of(arguments[0]));
    int next = Integer.parseInt(arguments[1]);
    while (true) {
      for (int i = 0; i < 10; i++) {
        folder.commit(Rows.completed(Rows.id(next++), 1, 0.5, 0.6));
      }
      folder.compact(Duration.ZERO);
      // The first round is slow, the ones after it are what is killed.
      System.out.println(next);
    }
  }
}
