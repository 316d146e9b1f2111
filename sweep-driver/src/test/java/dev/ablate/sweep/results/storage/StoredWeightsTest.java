package dev.ablate.sweep.results.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.model.Network;
import dev.ablate.model.NetworkSpec;
import dev.ablate.model.Shape;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.tensor.SafetensorsWriter;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StartSpec.Head;
import dev.ablate.training.TensorRule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredWeightsTest {
  /** Of the text "weights". */
  private static final String CHECKSUM =
      "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";

  private static final Shape SHAPE = new Shape(1, 2, 2);

  private static final Network NETWORK = new NetworkSpec(List.of()).network(2);

  @TempDir Path folder;

  @Test
  void aFileIsKnownByItsChecksum() throws Exception {
    Path file = write("one/best.weights");

    StartSpec found = find(file, null);

    assertThat(found.weights()).endsWith("/one/best.weights").startsWith("file:");
    assertThat(found.checksum()).isEqualTo(CHECKSUM);
    assertThat(find(folder, null)).isEqualTo(found);
    assertThat(find(file, found.checksum())).isEqualTo(found);
  }

  @Test
  void drawnWeightsAreNotLookedUp() {
    assertThat(StoredWeights.of(ResultsLocation.of("r")).find(StartSpec.DRAWN, NETWORK, SHAPE))
        .isEqualTo(StartSpec.DRAWN);
  }

  @Test
  void aFolderOfSeveralIsAmbiguous() throws Exception {
    write("one/best.weights");
    write("two/best.weights");

    assertThatThrownBy(() -> find(folder, null))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(
            "training.start.weights must name one file of weights, but file:%s holds 2 of them",
            folder);
  }

  @Test
  void whatIsNotThereIsInvalid() {
    assertThatThrownBy(() -> find(folder.resolve("gone"), null))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(
            "training.start.weights must name weights that are there, but there are none at"
                + " file:%s/gone",
            folder);
  }

  @Test
  void anotherChecksumIsInvalid() throws Exception {
    Path file = write("best.weights");

    assertThatThrownBy(() -> find(file, "0".repeat(64)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage("training.start.checksum must be that of file:%s, which is %s", file, CHECKSUM);
  }

  @Test
  void safetensorsThatDoNotFitAreInvalidBeforeAnythingRuns() throws Exception {
    Path file = folder.resolve("model.safetensors");
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.add("fc.weight", List.of(2L, 4L), new double[8]);
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.write(out, Map.of());
    }

    assertThatThrownBy(() -> find(folder, null))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(
            "training.start.weights must fit the network, but file:%s does not fit this network:"
                + " fc.weight is no parameter of the network; output.weight [2, 4] is missing;"
                + " output.bias [2] is missing",
            file);
    StartSpec renamed =
        new StartSpec(
            file.toString(), null, Head.NEW, List.of(TensorRule.of("fc.* -> output.{1}")));
    assertThat(find(renamed).map()).isEqualTo(renamed.map());
  }

  @Test
  void otherProgramsFilesAreAnsweredByHowToConvertThem() throws Exception {
    Path file = Files.write(folder.resolve("model.pt"), "PK\u0003\u0004...".getBytes(UTF_8));

    assertThatThrownBy(() -> find(file, null))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith(
            "training.start.weights must be a file of weights, but file:%s is a zip archive", file)
        .hasMessageContaining("write it as safetensors");
  }

  @Test
  void namesAreTranslatedInSafetensorsAlone() throws Exception {
    Path file = write("best.weights");

    assertThatThrownBy(
            () ->
                find(
                    new StartSpec(
                        file.toString(), null, Head.STORED, List.of(TensorRule.of("torchvision")))))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(
            "training.start.map is for other programs' files, but file:%s is one of this program's",
            file);
  }

  private StartSpec find(Path path, String checksum) {
    return find(new StartSpec(path.toString(), checksum, Head.STORED));
  }

  private StartSpec find(StartSpec start) {
    return StoredWeights.of(ResultsLocation.of(folder.toString())).find(start, NETWORK, SHAPE);
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "weights");
  }
}
