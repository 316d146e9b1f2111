package dev.ablate.sweep.results.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.spec.InvalidSpecException;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StartSpec.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredWeightsTest {
  /** Of the text "weights". */
  private static final String CHECKSUM =
      "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";

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
    assertThat(StoredWeights.of(ResultsLocation.of("r")).find(StartSpec.DRAWN))
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

  private StartSpec find(Path path, String checksum) {
    return StoredWeights.of(ResultsLocation.of(folder.toString()))
        .find(new StartSpec(path.toString(), checksum, Head.STORED));
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "weights");
  }
}
