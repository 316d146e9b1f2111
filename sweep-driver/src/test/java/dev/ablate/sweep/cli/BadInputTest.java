package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.run.RunRecords;
import dev.ablate.sweep.study.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user sees of bad input: one clear text on standard error, exit code 1, nothing left
 * behind.
 */
class BadInputTest {

  @TempDir Path folder;

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
    CommandLineRun run = CommandLineRun.of("plan", config.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("1 points, 1 trials, 1 to run");
  }

  @Test
  void missingConfig() {
    assertRefused(folder.resolve("none.conf"), "%s: there is no such file");
  }

  @Test
  void syntaxError() throws IOException {
    edit("training {", "training {{");

    assertRefused("%s: 6: is not valid HOCON: expecting a key or '}' here, not: '{'");
  }

  @Test
  void allProblemsAreShownAtOnce() throws IOException {
    edit("batch-size = 10", "batchsize = 10");
    edit("1e-3", "-0.1");

    assertRefused(
        """
        %1$s: 6: sweep.training.batchsize is not a key; did you mean batch-size?
        %1$s: 6: sweep.training.batch-size must be given: Images a step; an epoch's last batch may be smaller
        %1$s: 6: sweep.training.optimizer.learning-rate must be positive, but was -0.1
        """);
  }

  @Test
  void axisThatMatchesNothing() throws IOException {
    axes("{ name = filters, path = network.layers.cnv.filters, values = [1, 2] }");

    assertRefused(
        "%s: 6: sweep.axes.filters.path: \"network.layers.cnv.filters\" matches nothing; did you"
            + " mean network.layers.conv.filters?");
  }

  @Test
  void axisWithoutValues() throws IOException {
    axes("{ name = filters, path = network.layers.conv.filters, values = [] }");

    assertRefused("%s: 6: sweep.axes.filters.values must not be empty");
  }

  @Test
  void twoAxesThatReachTheSameKey() throws IOException {
    axes(
        "{ name = filters, path = network.layers.conv.filters, values = [1, 2] }"
            + ", { name = again, path = \"network.layers.*.filters\", values = [4] }");

    assertRefused(
        "%s: 6: sweep.axes.filters and sweep.axes.again both reach network.layers.conv.filters;"
            + " take it out of one of them");
  }

  @Test
  void kernelThatAnAxisMakesTooLargeIsAnInvalidPoint() throws IOException {
    axes("{ name = kernel, path = network.layers.conv.kernel, values = [3, 29] }");

    CommandLineRun run = CommandLineRun.of("plan", config.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("2 points, 1 invalid, 1 trials, 1 to run")
        .contains("conv: kernel 29 is larger than its input");
  }

  @Test
  void missingDataNamesEveryPlaceAndTheRemedy() throws IOException {
    edit("fashion-mnist", "image-folder, path = nowhere");

    CommandLineRun run = CommandLineRun.of("plan", config.toString(), "--data", folder.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("no data set image-folder; looked in " + folder.resolve("nowhere") + ", ")
        .endsWith(
            "; correct dataset.path, or name the folder around it with --data or SWEEP_DATA\n");
  }

  @Test
  void outputBelowAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    edit(folder.resolve("results").toString(), file.resolve("results").toString());

    assertRefusedBy(
        "run",
        config,
        file.resolve("results") + ": cannot be made, because " + file + " is a file");
  }

  @Test
  void resultsOfAnotherSweep() throws Exception {
    SweepSpec other = ConfigLoader.load(config, List.of("sweep.name=other"));
    ResultsFolder results = ResultsFolder.create(ResultsLocation.of(other.output()), other.name());
    ImageDataset images = Datasets.load(other.dataset(), DatasetLocator.of(List.of()));
    RunRecords.start(
        results, other, "", new SweepPlan(List.of(), List.of(), List.of()), images, "3.5.7");

    assertRefusedBy(
        "run",
        config,
        folder.resolve("results")
            + ": holds the results of sweep \"other\", not of \"study\"; choose another folder as"
            + " sweep.output");
  }

  @Test
  void statusOfNothing() {
    Path nothing = folder.resolve("nothing");

    assertRefusedBy("status", nothing, nothing + ": there is no such folder");
  }

  @Test
  void unknownOptionIsAUsageError() {
    CommandLineRun run = CommandLineRun.of("plan", config.toString(), "--nonsense");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("Unknown option: '--nonsense'");
  }

  private void assertRefused(String message) {
    assertRefused(config, message);
  }

  private void assertRefused(Path file, String message) {
    assertRefusedBy("run", file, message.formatted(file));
    assertThat(folder.resolve("results")).doesNotExist();
  }

  private static void assertRefusedBy(String command, Path file, String message) {
    CommandLineRun run = CommandLineRun.of(command, file.toString());

    assertThat(run.err().strip()).isEqualTo(message.strip());
    assertThat(run.exit()).isEqualTo(1);
  }

  private void axes(String axes) throws IOException {
    edit("  training {", "  axes = [" + axes + "]\n  training {");
  }

  private void edit(String old, String replacement) throws IOException {
    String text = Files.readString(config);
    assertThat(text).contains(old);
    write(text.replace(old, replacement));
  }

  private void write(String text) throws IOException {
    Files.writeString(config, text);
  }

  @Test
  void theProgramSaysTheVersionThatTheBuildHas() {
    assertThat(CommandLineRun.of("--version").out())
        .matches("ablate \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
  }
}
