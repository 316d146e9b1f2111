package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.report.WrittenSweep;
import dev.ablate.sweep.results.flat.DerivedTables.Opened;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views of one folder. */
class AnalysisTablesTest {

  @TempDir Path parent;

  /** Writing the tables asks for all views; each trial is read once for them. */
  @Test
  void folderIsReadOnceForAllViews() throws IOException {
    Path folder = parent.resolve("written");
    WrittenSweep.write(folder, 4, 3, 2);
    Opened views = new AnalysisTables().open(ResultsLocation.of(folder.toString()));
    assertThat(views.columns("cells")).containsKey("n");
    assertThat(views.rows("cells")).toIterable().isNotEmpty();

    Files.move(folder, parent.resolve("gone"));

    assertThat(views.columns("main_effects")).containsKey("axis");
    assertThat(views.rows("noise")).toIterable().isNotEmpty();
  }
}
