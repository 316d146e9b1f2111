package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.spec.Names;
import dev.ablate.sweep.inspection.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind over networks of every sort: a picture, or one sentence why there is none. */
class InspectNetworksTest {

  private static final String NO_CONVOLUTION =
      "looks at convolutions, but this network has none; name layers with --layer";

  @TempDir Path folder;

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of(
            "recurrent",
            "{ name = rows, type = recurrent, cell = lstm, units = 6 }",
            Map.of(
                Kind.FILTERS,
                NO_CONVOLUTION,
                Kind.STRONGEST,
                NO_CONVOLUTION,
                Kind.ABLATE,
                NO_CONVOLUTION,
                Kind.SALIENCY,
                "gradients do not go through recurrent layers here")),
        Arguments.of(
            "residual",
            "{ name = conv1, type = conv, filters = 4, kernel = 3, padding = same },"
                + " { name = block, repeat = 2, residual = true, layers = ["
                + " { name = conv, type = conv, filters = 4, kernel = 3, padding = same,"
                + " batch-norm = true } ] }, { name = pool1, type = pool, size = 4 }",
            Map.of()),
        Arguments.of(
            "residual with a projection",
            "{ name = conv1, type = conv, filters = 4, kernel = 3, padding = same },"
                + " { name = block, repeat = 2, residual = true, stride = 2, shortcut = projection,"
                + " shortcut-position = before, layers = [ { name = conv, type = conv, filters = 6,"
                + " kernel = 3, padding = same, batch-norm = true } ] },"
                + " { name = pool1, type = pool, size = 4 }",
            Map.of()),
        Arguments.of(
            "batch norm behind the activation",
            "{ name = conv1, type = conv, filters = 4, kernel = 5, batch-norm = true,"
                + " batch-norm-position = after }, { name = pool1, type = pool }",
            Map.of()),
        Arguments.of(
            "many units",
            "{ name = conv1, type = conv, filters = 1024, kernel = 3, stride = 9 }",
            Map.of()),
        Arguments.of(
            "stride 3",
            "{ name = conv1, type = conv, filters = 3, kernel = 5, stride = 3 },"
                + " { name = pool1, type = pool, size = 2 }",
            Map.of()),
        Arguments.of(
            "even kernels",
            "{ name = conv1, type = conv, filters = 3, kernel = 4, padding = same },"
                + " { name = pool1, type = pool, size = 3, stride = 2 },"
                + " { name = conv2, type = conv, filters = 2, kernel = 2 }",
            Map.of()),
        Arguments.of(
            "one unit", "{ name = conv1, type = conv, filters = 1, kernel = 28 }", Map.of()),
        Arguments.of(
            "no convolution",
            "{ name = dense1, type = dense, units = 8 }",
            Map.of(
                Kind.FILTERS,
                NO_CONVOLUTION,
                Kind.STRONGEST,
                NO_CONVOLUTION,
                Kind.ABLATE,
                NO_CONVOLUTION)),
        Arguments.of(
            "no ReLU",
            "{ name = conv1, type = conv, filters = 2, kernel = 5, activation = tanh }",
            Map.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void aPictureOrOneSentence(String name, String layers, Map<Kind, String> refused) {
    Path results = folder.resolve("results");
    StoredTrial.usual().measured().write(results, layers);
    Map<Kind, String> answers = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      CommandLineRun run =
          CommandLineRun.of(
              "inspect",
              results.toString(),
              Names.kebab(kind),
              "--stride",
              "9",
              "--patches",
              "2",
              "-o",
              folder.resolve(Names.kebab(kind)).toString());
      if (run.exit() != 0) {
        answers.put(kind, run.err().strip());
        assertThat(folder.resolve(Names.kebab(kind))).doesNotExist();
      } else {
        assertThat(folder.resolve(Names.kebab(kind)))
            .isDirectoryContaining("glob:**.png")
            .isDirectoryContaining("glob:**.svg");
      }
    }

    assertThat(answers.keySet()).as(answers.toString()).isEqualTo(refused.keySet());
    refused.forEach(
        (kind, sentence) ->
            assertThat(List.of(answers.get(kind).split("\n")))
                .singleElement()
                .asString()
                .contains(sentence));
  }

  /** Two classes that differ in colour, in ten pictures of each. */
  @Test
  void imagesOfThreeColours() throws IOException {
    for (int i = 0; i < 20; i++) {
      BufferedImage picture = new BufferedImage(9, 8, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(i % 9, i % 8, i % 2 == 0 ? 0xff8000 : 0x0080ff);
      Path file = folder.resolve("pictures").resolve(i % 2 == 0 ? "orange" : "blue");
      Files.createDirectories(file);
      ImageIO.write(picture, "png", file.resolve(i + ".png").toFile());
    }
    Path results = folder.resolve("results");
    StoredTrial.of(
            "dataset { name = image-folder, path = \"%s\" }".formatted(folder.resolve("pictures")))
        .write(
            results,
            "{ name = conv1, type = conv, filters = 4, kernel = 3 }, { name = pool1, type = pool }");

    CommandLineRun run =
        CommandLineRun.of(
            "inspect",
            results.toString(),
            "filters",
            "maps",
            "strongest",
            "saliency",
            "occlusion",
            "--patch",
            "3",
            "-o",
            folder.resolve("out").toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(
            Files.readString(folder.resolve("out/filters-conv1.svg"))
                .replaceAll("<[^>]*>|\\s+", ""))
        .contains("red,greenandbluearetheweightsoftheimage");
    assertThat(folder.resolve("out"))
        .isDirectoryContaining("glob:**maps-conv1.png")
        .isDirectoryContaining("glob:**strongest-classes-conv1.activation.png")
        .isDirectoryContaining("glob:**saliency.png")
        .isDirectoryContaining("glob:**occlusion.png");
  }
}
