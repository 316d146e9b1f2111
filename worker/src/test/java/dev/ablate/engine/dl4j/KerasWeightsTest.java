package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.definition.NamedParameters;
import dev.ablate.model.Padding;
import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFileException;
import dev.ablate.tensor.TensorFiles;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StartSpec.Head;
import dev.ablate.training.TensorRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keras' weights, written by h5py, predict what NumPy computed: see {@code keras.py}. */
class KerasWeightsTest {

  private static final ModelRequest REQUEST =
      Networks.request(
          Networks.of(
              Networks.conv(4, 3, 1, Padding.SAME),
              Networks.norm(),
              Networks.relu(),
              Networks.maximum(),
              Networks.dense(6),
              Networks.relu()));

  @ParameterizedTest
  @ValueSource(strings = {"keras-2.h5", "keras-2-model.h5", "keras-3.weights.h5"})
  void predictsWhatNumPyComputed(String name) throws IOException {
    assertPredictions(resource(name));
  }

  @Test
  void readsTheFileInAKerasArchive() throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.putNextEntry(new ZipEntry("model.weights.h5"));
      zip.write(resource("keras-3.weights.h5"));
    }
    assertPredictions(archive.toByteArray());
  }

  @Test
  void allThatDoesNotFitIsNamedAtOnce() throws IOException {
    TensorFile file = read(resource("keras-2.h5"));
    NamedParameters names = names();

    assertThatThrownBy(() -> names.check(file.tensors(), start("conv2d.* -> layer0.{1}")))
        .isInstanceOf(TensorFileException.class)
        .hasMessageContaining("batch_normalization.running_var is no parameter of the network")
        .hasMessageContaining("dense_1.weight is no parameter of the network")
        .hasMessageContaining("layer4.weight [6, 64] is missing");
  }

  private static void assertPredictions(byte[] file) throws IOException {
    StartSpec start =
        start(
            "conv2d.* -> layer0.{1}",
            "batch_normalization.* -> layer1.{1}",
            "dense.* -> layer4.{1}",
            "dense_1.* -> output.{1}");
    List<double[]> wanted =
        new String(resource("keras-predictions.txt"), StandardCharsets.UTF_8)
            .lines()
            .map(line -> Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray())
            .toList();
    try (Dl4jModel model = (Dl4jModel) Dl4jEngine.open(new EngineSettings(1)).build(REQUEST)) {
      model.readWeights(names().weights(read(file), start));
      float[][] predicted = model.predict(images(wanted.size()));
      for (int i = 0; i < predicted.length; i++) {
        for (int j = 0; j < TinyImages.CLASSES; j++) {
          assertThat(predicted[i][j]).isCloseTo((float) wanted.get(i)[j], within(1e-5f));
        }
      }
    }
  }

  /** The images of {@code keras.py}, channel by channel. */
  private static ImageSubset images(int count) {
    int size = Math.toIntExact(TinyImages.SHAPE.size());
    byte[] pixels = new byte[count * size];
    for (int at = 0; at < pixels.length; at++) {
      int x = at % 8;
      int y = at / 8 % 8;
      int channel = at / 64 % 2;
      pixels[at] = (byte) (37 * (at / size) + 11 * y + 29 * x + 101 * channel + y * x);
    }
    return ImageSubset.of(
        new ImageDataset.Part(pixels, new byte[count]),
        IntStream.range(0, count).toArray(),
        Normalisation.of(new double[2], new double[] {1, 1}));
  }

  private static NamedParameters names() {
    return new NamedParameters(REQUEST.network(), REQUEST.input());
  }

  private static StartSpec start(String... rules) {
    return new StartSpec(
        "file", "0".repeat(64), Head.STORED, Stream.of(rules).map(TensorRule::of).toList());
  }

  private static TensorFile read(byte[] file) throws IOException {
    return TensorFiles.read(file).orElseThrow();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        KerasWeightsTest.class.getResourceAsStream("/dev/ablate/exchange/" + name)) {
      return in.readAllBytes();
    }
  }
}
