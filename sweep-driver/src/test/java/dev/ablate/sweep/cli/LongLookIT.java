package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks that take long: shared by a cluster, ended and gone on with. */
class LongLookIT {

  private static final String LAYERS =
      "{ name = conv1, type = conv, filters = 8, kernel = 5, batch-norm = true },"
          + " { name = pool1, type = pool }, { name = conv2, type = conv, filters = 16, kernel = 5 }";

  @TempDir Path folder;

  private Path results;

  @BeforeEach
  void write() {
    results = folder.resolve("results");
    StoredTrial.usual().write(results, LAYERS);
  }

  @Test
  void aClusterSeesWhatOneProcessSees() throws IOException {
    String[] kinds = {"strongest", "ablate", "confusion", "occlusion"};
    List<String> arguments = new ArrayList<>(List.of("inspect", results.toString()));
    arguments.addAll(List.of(kinds));
    arguments.addAll(List.of("--images", "train:0-89", "--stride", "10", "-o"));
    try (Cluster cluster = Cluster.start(folder, "--workers", "2", "--cores", "1")) {
      List<String> shared = new ArrayList<>(arguments);
      shared.addAll(List.of(folder.resolve("shared").toString(), "--master", cluster.url()));
      Launcher.Result run = Launcher.sweep(folder, shared.toArray(String[]::new));
      assertThat(run.exit()).as(run.text()).isZero();
    }
    arguments.add(folder.resolve("alone").toString());
    CommandLineRun alone = CommandLineRun.of(arguments.toArray(String[]::new));
    assertThat(alone.exit()).as(alone.err()).isZero();

    assertSame(folder.resolve("shared"), folder.resolve("alone"));
  }

  @Test
  void anEndedLookGoesOn() throws Exception {
    List<String> look =
        List.of("inspect", results.toString(), "occlusion", "--patch", "1", "--stride", "1");
    List<String> kept = new ArrayList<>(look);
    kept.addAll(List.of("--images", "train:0-89", "--keep-every", "0", "-o"));
    List<String> ended = new ArrayList<>(kept);
    ended.add(folder.resolve("ended").toString());
    Path unfinished = results.resolve("inspections/unfinished");
    try (SweepProcess process = SweepProcess.start(folder, Map.of(), ended)) {
      process.await(10_000_000, () -> !files(unfinished, ".part").isEmpty());
      process.signal("INT");
      Launcher.Result result = process.await();

      assertThat(result.exit()).as(result.text()).isEqualTo(130);
      assertThat(result.out())
          .contains("images of occlusion are kept; the same command goes on from there");
    }
    assertThat(folder.resolve("ended")).doesNotExist();

    CommandLineRun again = CommandLineRun.of(ended.toArray(String[]::new));
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out()).containsPattern("occlusion goes on after [0-9]+ of 90 images");
    assertThat(unfinished).doesNotExist();
    kept.add(folder.resolve("whole").toString());
    assertThat(CommandLineRun.of(kept.toArray(String[]::new)).exit()).isZero();
    assertSame(folder.resolve("ended"), folder.resolve("whole"));
  }

  private static void assertSame(Path one, Path other) throws IOException {
    List<Path> tables = files(one, ".csv");
    assertThat(tables).isNotEmpty();
    for (Path table : files(one, "")) {
      assertThat(table).hasSameBinaryContentAs(other.resolve(one.relativize(table)));
    }
  }

  private static List<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(folder + " cannot be listed", e);
    }
  }
}
