package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.QuickstartResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/sweep sql} with the job jar, where JLine goes by another name. */
class SqlCommandIT {

  @TempDir Path folder;

  @Test
  void promptsAtATerminal() throws Exception {
    Path typed =
        Files.writeString(
            folder.resolve("typed"),
            """
            SELECT nothing FROM cells;
            SELECT count(*) AS trials
              FROM results;
            \\d ablation_p\t
            \\q
            """);
    Map<String, String> environment = new HashMap<>(Launcher.environment(folder));
    environment.put("XDG_CACHE_HOME", folder.toString());
    environment.put("TERM", "xterm");

    Launcher.Result result =
        Launcher.run(
            folder,
            environment,
            List.of(
                "bash",
                "-c",
                "script -qec 'deploy/sweep sql "
                    + QuickstartResults.folder()
                    + "' /dev/null < "
                    + typed));

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(result.out().replace("\r", ""))
        .contains("SQL: no column \"nothing\"; cells has metric, cell, axis_optimizer")
        .contains("trials\n    48\n(1 row, ")
        .containsPattern("(?m)^gain +double$");
    assertThat(folder.resolve("ablate/sql-history")).content().contains("FROM results;");
  }

  @Test
  void answersAFileUntilWhatIsWrong() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("q.sql"),
            """
            SELECT count(*) AS cells FROM cells WHERE metric = 'test_loss';
            -- the second
            SELECT * FROM sells;
            SELECT 'never';
            """);

    Launcher.Result result =
        Launcher.sweep(
            folder,
            "sql",
            QuickstartResults.folder(),
            "--file",
            file.toString(),
            "--format",
            "csv");

    assertThat(result.exit()).as(result.text()).isEqualTo(Main.FAILED);
    assertThat(result.out()).isEqualTo("cells\n16\n");
    assertThat(result.err()).contains(file + ": 3: SQL: no table \"sells\"; there are sweeps,");
  }

  @Test
  void queryThatExhaustsTheHeapIsOneLine() {
    Launcher.Result result =
        Launcher.sweep(
            folder,
            "sql",
            QuickstartResults.folder(),
            "-- too much\nSELECT * FROM range(1000000000000)",
            "--driver-memory",
            "512m");

    assertThat(result.exit()).as(result.text()).isEqualTo(Main.FAILED);
    assertThat(result.err().lines().filter(line -> !line.startsWith("NOTE: Picked up")))
        .as(result.text())
        .containsExactly(
            "SQL: the query needs more memory than there is; ask for less with LIMIT, WHERE or"
                + " GROUP BY, or give more with --driver-memory");
  }
}
