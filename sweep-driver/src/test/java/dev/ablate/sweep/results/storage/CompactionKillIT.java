package dev.ablate.sweep.results.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.Rows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills compactions. */
class CompactionKillIT {

  private static final int KILLS = System.getProperty("ablate.faults", "").equals("full") ? 50 : 2;
  private static final int TRIALS_A_PROCESS = 100_000;

  @TempDir Path temporary;

  @Test
  void readersSeeEachTrialOnceWhateverDies() throws Exception {
    ResultsFolder folder = ResultsFolder.create(ResultsLocation.of(temporary.toString()), "s");
    Random random = new Random(1);
    Set<TrialFiles.Key> seen = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int first = 1 + kill * TRIALS_A_PROCESS;
      Process process = start(first);
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        int committed = Integer.parseInt(out.readLine());
        for (int i = first; i < committed; i++) {
          seen.add(new TrialFiles.Key(Rows.id(i).value(), 1));
        }
        long deadline = System.nanoTime() + random.nextInt(1_000_000_000);
        do {
          read(folder, seen);
        } while (System.nanoTime() < deadline);
      } finally {
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      }
      read(folder, seen);
    }
    assertThat(folder.check()).isEmpty();
    System.out.println(seen.size() + " trials, " + KILLS + " kills");
  }

  /** Nothing seen before may be gone, nothing may be there twice. */
  private static void read(ResultsFolder folder, Set<TrialFiles.Key> seen) throws IOException {
    List<TrialFiles.Key> now = ResultFiles.open(folder.location()).read(TrialFiles.Key.class);
    assertThat(now).doesNotHaveDuplicates().containsAll(seen);
    seen.addAll(now);
  }

  private Process start(int first) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            CompactingProcess.class.getName(),
            temporary.toString(),
            Integer.toString(first))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
