package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.report.WrittenSweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportCommandTest {

  @TempDir Path folder;
  private Path results;

  @BeforeEach
  void write() {
    results = folder.resolve("results");
    WrittenSweep.write(results, 20, 3, 4);
  }

  @Test
  void makesOnePageFromAFolder() throws IOException {
    Path page = folder.resolve("report.html");
    CommandLineRun run = report(page);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("report    " + page);
    assertThat(Files.readString(page))
        .contains("20 combinations with 3 seeds each")
        .contains("train loss was NaN after iteration 200")
        .contains("2026-01-02 03:04 UTC");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(results, page);
    }
  }

  @Test
  void saysWhereAPageCannotGoAndWritesNothing() throws IOException {
    Path missing = folder.resolve("none/report.html");
    CommandLineRun run = report(missing);
    assertThat(run.exit()).isEqualTo(Main.FAILED);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            missing
                + ": cannot be written: there is no folder "
                + missing.getParent()
                + "; make it first");
    assertThat(report(folder).err()).contains(folder + ": is a folder; name a file in it with -o");
    try (var files = Files.list(folder)) {
      assertThat(files.toList()).isEqualTo(List.of(results));
    }
  }

  private CommandLineRun report(Path page) {
    return CommandLineRun.of("report", results.toString(), "-o", page.toString());
  }
}
