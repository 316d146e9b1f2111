package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.ModelRequest;
import dev.ablate.model.Padding;
import dev.ablate.tensor.TensorFileException;
import dev.ablate.tensor.TensorFiles;
import dev.ablate.tensor.ZipEntries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However another program's file is damaged, it is read, or refused in one line. */
class DamagedWeightsTest {

  private static final int TRIES =
      System.getProperty("ablate.faults", "").equals("full") ? 2000 : 200;

  @ParameterizedTest
  @ValueSource(strings = {"keras-2.h5", "keras-2-model.h5", "keras-3.weights.h5"})
  void hdf5(String name) throws IOException {
    try (InputStream in =
        DamagedWeightsTest.class.getResourceAsStream("/dev/ablate/exchange/" + name)) {
      damage(in.readAllBytes());
    }
  }

  @Test
  void archives() throws IOException {
    damage(archive());
  }

  /** The zip's checksums hide most damage from what reads the entries: damage them before. */
  @ParameterizedTest
  @ValueSource(strings = {"configuration.json", "coefficients.bin"})
  void archivesEntries(String damaged) throws IOException {
    Map<String, byte[]> entries = ZipEntries.read(archive());
    for (int i = 0; i < TRIES / 4; i++) {
      Map<String, byte[]> changed = new TreeMap<>(entries);
      changed.put(damaged, damaged(entries.get(damaged), new SplittableRandom(i)));
      assertReadOrRefused(i, zip(changed));
    }
  }

  @Test
  void whatUnpacksToTooMuchIsRefused() throws IOException {
    byte[] bomb = zip(Map.of("coefficients.bin", new byte[1 << 26]));

    assertThatThrownBy(() -> TensorFiles.read(bomb))
        .isInstanceOf(TensorFileException.class)
        .hasMessageStartingWith("unpacks to more than any weights of ");
  }

  private static byte[] archive() throws IOException {
    ModelRequest request =
        Networks.request(Networks.of(Networks.conv(2, 3, 1, Padding.VALID), Networks.norm()));
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    Dl4jEngine engine = Dl4jEngine.open(new EngineSettings(1));
    try (Dl4jModel model = (Dl4jModel) engine.build(request)) {
      ByteArrayOutputStream weights = new ByteArrayOutputStream();
      model.writeWeights(new DataOutputStream(weights));
      engine.export(
          request, new DataInputStream(new ByteArrayInputStream(weights.toByteArray())), zip);
    }
    return zip.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void damage(byte[] sound) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      assertReadOrRefused(i, damaged(sound, new SplittableRandom(i)));
    }
  }

  private static void assertReadOrRefused(int attempt, byte[] file) throws IOException {
    try {
      TensorFiles.read(file);
    } catch (TensorFileException e) {
      assertThat(e.getMessage()).as("attempt %s", attempt).isNotBlank().doesNotContain("\n");
    }
  }

  /** Cuts it, or changes some bytes, half of them near the beginning, where headers are. */
  private static byte[] damaged(byte[] sound, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(sound, random.nextInt(sound.length));
    }
    byte[] changed = sound.clone();
    for (int left = 1 + random.nextInt(8); left > 0; left--) {
      int within = random.nextBoolean() ? Math.min(512, sound.length) : sound.length;
      changed[random.nextInt(within)] = (byte) random.nextInt(256);
    }
    return changed;
  }
}
