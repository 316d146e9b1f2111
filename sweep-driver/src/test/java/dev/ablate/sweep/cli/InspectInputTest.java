package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be looked at: one clear error, and nothing half-written. */
class InspectInputTest {

  private static final String LAYERS =
      "{ name = conv1, type = conv, filters = 4, kernel = 5 }, { name = pool1, type = pool }";

  @TempDir Path folder;

  @Test
  void resultsOfAnotherEngineVersionAreRefusedWithBoth() {
    StoredTrial.usual().by("dl4j-0.9").write(results(), LAYERS);

    assertError(
        inspect("maps"),
        "was trained by dl4j-0.9, but this program has dl4j-",
        "; look at it with the version that trained it (0.0.1)");
  }

  @Test
  void otherImagesAreRefusedWithBothChecksums() {
    StoredTrial.usual().on("0123456789abcdef").write(results(), LAYERS);

    assertError(
        inspect("maps"),
        "has checksum ",
        ", but the trial was trained on 0123456789abcdef; name the folder of the old files with"
            + " --data");
  }

  @Test
  void aTrialWithoutWeightsIsToldWhatKeepsThem() {
    StoredTrial.usual().withoutWeights().measured().write(results(), LAYERS);

    for (String[] arguments :
        new String[][] {{"maps"}, {"statistics", "maps"}, {"maps", "--at-iteration", "30"}}) {
      assertError(
          inspect(arguments),
          " kept no weights; a study keeps them with snapshots { keep = best } or snapshots {"
              + " at-iterations = [30, 1000] }");
    }
  }

  @Test
  void statisticsNeedNoWeights() throws IOException {
    ResultsFolder kept = StoredTrial.usual().withoutWeights().measured().write(results(), LAYERS);

    CommandLineRun run = inspect("statistics");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(pictures()).containsExactly("statistics.csv", "statistics.png", "statistics.svg");
    assertThat(Files.readAllLines(out().resolve("statistics.csv")).get(1))
        .startsWith("0,conv1,")
        .endsWith(",,");
    assertThat(kept.inspections()).hasSize(1);
  }

  @Test
  void statisticsThatNobodyTookNameTheirSetting() {
    StoredTrial.usual().write(results(), LAYERS);

    assertError(
        inspect("statistics"),
        "nothing was measured of the layers of trial ",
        "a study measures it with training.layer-stats { at-epochs = [0, 1, 5] }");
  }

  @Test
  void damagedWeightsAreNamed() throws IOException {
    StoredTrial.usual().write(results(), LAYERS);
    try (Stream<Path> files = Files.walk(results().resolve("models"))) {
      Path weights =
          files.filter(file -> file.toString().endsWith("best.weights")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(weights);
      Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }

    assertError(inspect("maps"), "the weights \"best\" of trial ", " cannot be read: ");
  }

  @Test
  void whatIsNoImageAndUnitsThatAreNotThereAreNamed() throws IOException {
    StoredTrial.usual().write(results(), LAYERS);
    Path text = Files.writeString(folder.resolve("text.png"), "no image", StandardCharsets.UTF_8);

    assertError(inspect("maps", "--images", text.toString()), text.toString());
    assertError(
        inspect("strongest", "--units", "0-4"),
        "there is no unit 4 in conv1.activation; its units are 0 to 3");
    assertError(inspect("ablate", "--units", "x"), "numbers are whole and not negative");
  }

  @Test
  void aFullDiskLeavesWhatWasThere() throws Exception {
    ResultsFolder kept = StoredTrial.usual().write(results(), LAYERS);
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(SmallDisk.mount(disk, "size=1m"), "may not mount here");
    try {
      Path old = Files.writeString(disk.resolve("maps-conv1.png"), "an older picture");
      SmallDisk.fill(disk.resolve("filler"));

      CommandLineRun run =
          CommandLineRun.of("inspect", results().toString(), "maps", "-o", disk.toString());

      assertThat(run.exit()).isEqualTo(Main.FAILED);
      assertThat(run.err().strip().lines()).hasSize(1);
      assertThat(run.err())
          .startsWith(disk + ": cannot be written: ")
          .contains("make room, or name another folder with -o");
      assertThat(old).hasContent("an older picture");
      assertThat(names(disk)).containsExactly("filler", "maps-conv1.png");
      assertThat(kept.inspections()).isEmpty();
    } finally {
      SmallDisk.unmount(disk);
    }
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Path out() {
    return folder.resolve("pictures");
  }

  private CommandLineRun inspect(String... more) {
    List<String> arguments = new ArrayList<>(List.of("inspect", results().toString()));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("-o", out().toString()));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private void assertError(CommandLineRun run, String... parts) {
    assertThat(run.exit()).isEqualTo(Main.FAILED);
    assertThat(run.err().strip().lines()).hasSize(1);
    assertThat(run.err()).contains(parts);
    assertThat(out()).doesNotExist();
    assertThat(results().resolve("inspections")).doesNotExist();
  }

  private List<String> pictures() throws IOException {
    return names(out());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
