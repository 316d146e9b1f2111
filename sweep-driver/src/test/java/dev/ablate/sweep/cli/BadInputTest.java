package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What a user sees of bad input: one clear text on standard error, exit code 1, nothing left
 * behind.
 */
class BadInputTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path config;

  @BeforeEach
  void writeSoundConfig() throws IOException {
    config = folder.resolve("study.conf");
    write(
        """
        sweep {
          name = study
          output = "%s"
          dataset { name = fashion-mnist, train-limit = 100, test-limit = 100 }
          network { layers = [ { name = conv, type = conv, filters = 2, kernel = 3 } ] }
          training { epochs = 1, batch-size = 10, optimizer { name = adam, learning-rate = 1e-3 } }
        }
        """
            .formatted(folder.resolve("results")));
  }

  @Test
  void theSoundConfigPlans() {
    assertThat(execute("plan", config.toString())).isZero();
    assertThat(out.toString()).startsWith("1 points, 1 trials, 1 to run");
  }

  @Test
  void missingConfigNamesTheFile() {
    Path missing = folder.resolve("none.conf");

    assertThat(execute("plan", missing.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith(missing + ": ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void allProblemsOfAConfigAreShownAtOnce() throws IOException {
    write(
        Files.readString(config)
            .replace("batch-size = 10", "batchsize = 10")
            .replace("1e-3", "-0.1"));

    assertThat(execute("run", config.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(": 6: sweep.training.batchsize is not a key; did you mean batch-size?")
        .contains(": 6: sweep.training.optimizer.learning-rate must be positive, but was -0.1");
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void missingDataNamesEveryPlaceAndTheRemedy() throws IOException {
    write(Files.readString(config).replace("name = fashion-mnist", "name = cifar-10"));

    // The folder has no such data set; what the environment names may, so only the place given is
    // checked.
    int exit = execute("plan", config.toString(), "--data", folder.toString());

    if (System.getenv("SWEEP_DATA") == null) {
      assertThat(exit).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("no data set cifar-10; looked in " + folder.resolve("cifar-10"))
          .contains("--data or SWEEP_DATA");
    }
  }

  @Test
  void outputBelowAFileIsRefusedBeforeAnythingStarts() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    write(
        Files.readString(config)
            .replace(folder.resolve("results").toString(), file.resolve("results").toString()));

    assertThat(execute("run", config.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(file.toString()).contains("is a file");
    assertThat(err.toString()).doesNotContain("internal error");
  }

  @Test
  void statusOfNothingSaysSo() {
    Path nothing = folder.resolve("nothing");

    assertThat(execute("status", nothing.toString())).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines(nothing + ": there is no such folder");
  }

  @Test
  void unknownOptionIsAUsageError() {
    assertThat(execute("plan", config.toString(), "--nonsense")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Unknown option: '--nonsense'");
  }

  private void write(String text) throws IOException {
    Files.writeString(config, text);
  }

  private int execute(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
