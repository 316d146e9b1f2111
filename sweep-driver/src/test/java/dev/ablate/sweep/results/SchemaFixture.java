package dev.ablate.sweep.results;

import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.Rows;
import java.time.Duration;
import java.util.List;

/**
 * Writes the results folder that {@link OldResultsIT} reads. Run once when the schema version is
 * raised, and the folder of the old version is kept.
 */
final class SchemaFixture {

  private SchemaFixture() {}

  /**
   * Writes it.
   *
   * @param arguments the folder, {@code src/test/resources/results-v1}
   */
  public static void main(String[] arguments) {
    ResultsFolder folder = ResultsFolder.create(ResultsLocation.of(arguments[0]), "fixture");
    folder.startRun(
        Rows.run("fixture"),
        List.of(
            new AxisColumn("learning-rate", AxisColumn.Type.DOUBLE),
            new AxisColumn("batch-norm", AxisColumn.Type.BOOLEAN),
            new AxisColumn("optimizer", AxisColumn.Type.TEXT)),
        List.of(
            Rows.point(0, Rows.id(1), 2, 0.1, true, "adam"),
            Rows.point(1, Rows.id(2), 3, 0.1, false, "sgd"),
            Rows.invalid(2, "conv1: kernel 9 is larger than its input", 1.0, false, "sgd")));
    folder.commit(Rows.completed(Rows.id(1), 1, 0.5, 0.75));
    folder.commit(Rows.failed(Rows.id(2), 1));
    folder.compact(Duration.ZERO);
    folder.commit(Rows.completed(Rows.id(2), 2, 0.25, 0.5, 0.125));
  }
}
