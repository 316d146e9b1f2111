package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two small trained networks, looked at by the command. */
class InspectIT {

  @TempDir static Path folder;

  private static Path results;

  @BeforeAll
  static void train() throws IOException {
    results = folder.resolve("results");
    Path config = folder.resolve("study.conf");
    Files.writeString(
        config,
        """
        sweep {
          name = looked-at
          output = "%s"
          dataset { name = fashion-mnist, train-limit = 600, test-limit = 60 }
          network { layers = [
            { name = conv1, type = conv, filters = 6, kernel = 5 }
            { name = pool1, type = pool, size = 2 }
            { name = dense1, type = dense, units = 16 }
          ] }
          training {
            epochs = 2, batch-size = 30
            optimizer { name = adam, learning-rate = 2e-3 }
            layer-stats { at-epochs = [0, 1, 2], images = 50 }
          }
          snapshots { at-iterations = [5], keep = best }
          inspect { at-iterations = [0, 5], layers = [conv1, pool1] }
          axes = [{ name = kernel, path = "network.layers.conv1.kernel", values = [3, 5] }]
        }
        """
            .formatted(results));
    Launcher.Result run = Launcher.sweep(folder, "run", config.toString(), "--master", "local[2]");
    assertThat(run.exit()).as(run.text()).isZero();
    assertThat(run.out().lines().filter(line -> line.startsWith("inspect   " + results)))
        .hasSize(2)
        .allSatisfy(
            line -> {
              Path pictures = Path.of(line.substring("inspect   ".length()));
              assertThat(pictures.resolve("maps-conv1.png")).exists();
              assertThat(pictures.resolve("filters-conv1.svg")).exists();
            });
  }

  @Test
  void everyKindLeavesPicturesAndRows() throws IOException {
    CommandLineRun run =
        inspect(
            "filters maps statistics strongest saliency occlusion ablate confusion embed compare",
            "--images",
            "test:0-11",
            "--sanity");

    assertThat(run.exit()).as(run.err()).isZero();
    List<String> files = names(run);
    assertThat(files)
        .contains(
            "filters-conv1.png",
            "maps-conv1-0.svg",
            "statistics.csv",
            "strongest-conv1.activation.png",
            "strongest-classes-conv1.activation.svg",
            "saliency.csv",
            "occlusion.png",
            "ablate.svg",
            "confusion.csv",
            "embed.png",
            "compare.csv");
    for (Path file : files(run)) {
      if (file.toString().endsWith(".png")) {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).as(file.toString()).isGreaterThan(400);
      }
    }
    Launcher.Result tables =
        Launcher.sweep(
            folder,
            "sql",
            results.toString(),
            "SELECT (SELECT count(DISTINCT kind) FROM inspections) kinds,"
                + " (SELECT count(*) FROM unit_effects WHERE label IS NULL) effects,"
                + " (SELECT count(*) FROM unit_patches WHERE rank = 1) units",
            "--format",
            "csv");
    assertThat(tables.exit()).as(tables.text()).isZero();
    assertThat(tables.out().lines()).containsExactly("kinds,effects,units", "10,6,6");
    Path page = folder.resolve("report.html");
    assertThat(CommandLineRun.of("report", results.toString(), "-o", page.toString()).exit())
        .isZero();
    assertThat(Files.readString(page)).contains("occlusion of trial").contains("data:image/png");
  }

  @Test
  void anExportedNetworkIsWhereAnotherStudyBegins() throws IOException {
    Path file = folder.resolve("exported.safetensors");
    CommandLineRun exported =
        CommandLineRun.of(
            "export-model", results.toString(), "--trial", "cell:1", "-o", file.toString());
    assertThat(exported.exit()).as(exported.err()).isZero();
    assertThat(exported.out()).startsWith("safetensors  " + file + ": trial ");
    for (String format : List.of("dl4j", "onnx")) {
      Path other = folder.resolve("exported." + format);
      assertThat(
              CommandLineRun.of(
                      "export-model",
                      results.toString(),
                      "--format",
                      format,
                      "-o",
                      other.toString())
                  .exit())
          .isZero();
      assertThat(other).isNotEmptyFile();
    }

    CommandLineRun plan =
        CommandLineRun.of(
            "plan",
            folder.resolve("study.conf").toString(),
            "--set",
            "sweep.output=" + folder.resolve("other"),
            "--set",
            "sweep.training.start.weights=" + file);
    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains("1 invalid")
        .contains("conv1.weight is [6, 1, 5, 5], wanted [6, 1, 3, 3]");
  }

  @Test
  void trialsAndTimesAreSideBySide() {
    CommandLineRun trials =
        inspect("filters maps ablate confusion compare", "--trial", "cell:0", "--trial", "cell:1");
    CommandLineRun times = inspect("maps filters", "--trial", "cell:0", "--at-iteration", "5");

    assertThat(trials.exit()).as(trials.err()).isZero();
    assertThat(files(trials).get(0).getParent().getFileName().toString())
        .matches("[0-9a-f]{16}\\+[0-9a-f]{16}");
    assertThat(times.exit()).as(times.err()).isZero();
    assertThat(files(times).get(0).getParent().getFileName()).hasToString("iteration-5");
  }

  @Test
  void anImageOfAnotherSizeIsResizedAndSaysSo() throws IOException {
    Path file = folder.resolve("large.png");
    ImageIO.write(new BufferedImage(90, 40, BufferedImage.TYPE_INT_RGB), "png", file.toFile());

    CommandLineRun run = inspect("occlusion maps", "--images", file.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    Path svg =
        files(run).stream().filter(one -> one.endsWith("occlusion.svg")).findFirst().orElseThrow();
    // Lines of the caption are broken where they end.
    assertThat(Files.readString(svg).replaceAll("<[^>]*>|\\s+", ""))
        .contains("wasresizedfrom90×40to28×28pixels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maps --layer conv9 | there is no layer \"conv9\"; the layers are conv1, conv1.activation",
        "maps --units 3-6 | there is no unit 6 in conv1; its units are 0 to 5",
        "maps --images test:60 | there is no image test:60; there are 60 images",
        "maps --images class:cat:1 | there is no class \"cat\"",
        "maps --images nowhere.png | \"nowhere.png\" is none of them",
        "occlusion --patch 29 | a patch of 29 pixels does not fit images of 28",
        "filters --layer pool1 | filters are those of a convolution, but pool1 is none",
        "maps --trial cell:7 | there is no cell 7; the cells are 0 to 1",
        "maps --trial zzz | there is no trial \"zzz\"",
        "maps --at-iteration 6 | kept no weights after iteration 6; it kept best, iteration-0, iteration-5",
        "saliency --method magic | there is no method \"magic\"",
        "ablate --layer dense1,output | but output is none of them",
        "ablate --layer pool1 | but pool1 is none of them",
      })
  void badInputIsOneClearError(String arguments, String message) throws IOException {
    Path pictures = folder.resolve("none");

    List<String> all = new ArrayList<>(List.of("-o", pictures.toString()));
    all.addAll(List.of(arguments.split(" ", -1)).subList(1, arguments.split(" ", -1).length));
    CommandLineRun run = inspect(arguments.split(" ", -1)[0], all.toArray(String[]::new));

    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains(message);
    assertThat(run.err().strip().lines()).hasSize(1);
    assertThat(pictures).doesNotExist();
  }

  @Test
  void whatIsNoImageIsNamed() throws IOException {
    Path file = folder.resolve("text.png");
    Files.writeString(file, "no image", StandardCharsets.UTF_8);

    CommandLineRun run = inspect("maps", "--images", file.toString());

    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains(file.toString());
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("in-the-way"), "");

    CommandLineRun run = inspect("maps", "-o", file.resolve("pictures").toString());

    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains("cannot be written").contains("name another folder with -o");
  }

  private static CommandLineRun inspect(String kinds, String... more) {
    List<String> arguments = new ArrayList<>(List.of("inspect", results.toString()));
    arguments.addAll(List.of(kinds.toLowerCase(Locale.ROOT).split(" ", -1)));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static List<Path> files(CommandLineRun run) {
    return run.out()
        .lines()
        .map(String::strip)
        .filter(l -> l.startsWith("/"))
        .map(Path::of)
        .toList();
  }

  private static List<String> names(CommandLineRun run) {
    return files(run).stream().flatMap(file -> Stream.of(file.getFileName().toString())).toList();
  }
}
