package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.report.WrittenSweep;
import dev.ablate.sweep.report.plot.PlotKind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PlotCommandTest {

  @TempDir static Path folder;
  private static Path results;

  @BeforeAll
  static void write() {
    results = folder.resolve("results");
    WrittenSweep.write(results, 20, 3, 4);
  }

  @ParameterizedTest
  @EnumSource(PlotKind.class)
  void drawsEveryKindAsVectorAndPixels(PlotKind kind) throws IOException {
    Path svg = folder.resolve(kind + ".svg");
    CommandLineRun vector = plot(kind.toString(), svg);
    assertThat(vector.exit()).as(vector.err()).isZero();
    assertThat(Files.readString(svg)).contains("width=\"178mm\"", "</text>");
    Path png = folder.resolve(kind + ".png");
    assertThat(plot(kind.toString(), png, "--columns", "one").exit()).isZero();
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).as("85 mm at 300 pixels an inch").isEqualTo(1004);
    assertThat(hasInk(image)).isTrue();
  }

  @Test
  void drawsOnlyTheCellsThatAreAsked() throws IOException {
    Path all = folder.resolve("all.svg");
    Path some = folder.resolve("some.svg");
    plot("seeds", all);
    plot("seeds", some, "--where", "axis_optimizer = 'sgd'");
    assertThat(Files.readString(all)).contains("adam");
    assertThat(Files.readString(some)).contains("filters").doesNotContain("adam");
  }

  @Test
  void drawsTheCostsBesideEachOtherAndTheLayersOfTheBestTrial() throws IOException {
    Path file = folder.resolve("kind.svg");
    plot("cost", file);
    assertThat(Files.readString(file)).contains(">parameters", ">MACs", ">seconds of training");
    plot("layer-stats", file, "--where", "axis_optimizer = 'sgd'");
    assertThat(Files.readString(file)).contains("Layers of optimizer=sgd", ">conv1<", ">output<");
  }

  @Test
  void saysWhatIsWrongAndWritesNothing() {
    Path file = folder.resolve("bad.svg");
    assertThat(plot("effects", file, "--metric", "beauty").err())
        .startsWith(results + ": --metric beauty was not measured; there is best_test_accuracy");
    assertThat(plot("effects", file, "--where", "axis_x = 1").err())
        .contains(": --where: axis_x is no axis; there is axis_optimizer");
    assertThat(plot("effects", file, "--where", "axis_filters > 1000").err())
        .contains("leaves no cell");
    assertThat(plot("effects", folder.resolve("bad.pdf")).err()).contains("must end in .svg or");
    assertThat(plot("beauty", file).err()).contains("heat-map");
    assertThat(file).doesNotExist();
  }

  private static boolean hasInk(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 255) < 100) {
          return true;
        }
      }
    }
    return false;
  }

  private static CommandLineRun plot(String kind, Path file, String... more) {
    String[] arguments = new String[5 + more.length];
    System.arraycopy(
        new String[] {"plot", results.toString(), kind, "-o", file.toString()}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return CommandLineRun.of(arguments);
  }
}
