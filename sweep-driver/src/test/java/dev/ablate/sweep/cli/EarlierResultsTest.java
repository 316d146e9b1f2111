package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.FolderLock;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run finds wrong with the results it would add to, before it starts anything. */
class EarlierResultsTest {

  @TempDir Path folder;

  private Path results;
  private Path trial;

  @BeforeEach
  void copyResults() throws IOException, URISyntaxException {
    Path fixture = Path.of(EarlierResultsTest.class.getResource("/results-v1").toURI());
    results = folder.resolve("results");
    try (Stream<Path> files = Files.walk(fixture)) {
      for (Path file : files.toList()) {
        Files.copy(file, results.resolve(fixture.relativize(file).toString()));
      }
    }
    trial = results.resolve("trials/0000000000000002.2.parquet");
  }

  @Test
  void truncatedFileIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(trial);
    Files.write(trial, Arrays.copyOf(bytes, bytes.length / 2));

    assertBothName(trial);
  }

  @Test
  void oneWrongBitIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(trial);
    bytes[100] ^= 1;
    Files.write(trial, bytes);

    assertBothName(trial);
  }

  @Test
  void changedImagesAreRefusedWithBothChecksums() {
    CommandLineRun run = run();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("has checksum ")
        .contains(", but run 1 trained on ")
        .contains("; put the old files back, or choose another sweep.output");
  }

  @Test
  void folderInUseIsRefused() {
    ResultsFolder open = ResultsFolder.open(ResultsLocation.of(results.toString()));
    try (FolderLock lock = open.lock(notice -> {})) {
      CommandLineRun run = run();

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).startsWith(results + ": is in use by process ");
      lock.verify();
    }
    assertThat(results.resolve("lock")).doesNotExist();
  }

  private void assertBothName(Path damaged) {
    CommandLineRun check = CommandLineRun.of("check", results.toString());
    CommandLineRun run = run();

    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.out()).startsWith(damaged + ": ");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith(damaged + ": ").contains("nothing was started");
    assertThat(run.out()).doesNotContain("plan ");
  }

  private CommandLineRun run() {
    Path config = folder.resolve("study.conf");
    try {
      Files.writeString(
          config,
          """
          sweep {
            name = fixture
            output = "%s"
            dataset { name = fashion-mnist, train-limit = 100, test-limit = 100 }
            network { layers = [ { name = conv, type = conv, filters = 2, kernel = 3 } ] }
            training { epochs = 1, batch-size = 10, optimizer { name = adam, learning-rate = 1e-3 } }
          }
          """
              .formatted(results));
    } catch (IOException e) {
      throw new IllegalStateException(config + " cannot be written", e);
    }
    return CommandLineRun.of("run", config.toString());
  }
}
