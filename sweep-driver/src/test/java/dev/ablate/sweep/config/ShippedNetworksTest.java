package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ablate.bench.BenchmarkSubject;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that come with the program are those of their papers. */
final class ShippedNetworksTest {

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  /**
   * Trained numbers as torchvision counts them for 1,000 classes (VGG, ResNet, MobileNetV2); for
   * ten classes as layers of the papers' sizes have, by hand. WRN-28-10's are the 36.5 M and
   * WRN-16-4's the 2.7 M of their paper's table 4, DenseNet-40's the 1.0 M of its paper's table 2.
   */
  @ParameterizedTest
  @CsvSource({
    "densenet-40, 3, 32, 10, 1019722",
    "lenet-5, 1, 28, 10, 61706",
    "alexnet-32, 3, 32, 10, 2472266",
    "vgg-11, 3, 224, 1000, 132863336",
    "vgg-16, 3, 224, 1000, 138357544",
    "resnet-18, 3, 224, 1000, 11689512",
    "resnet-34, 3, 224, 1000, 21797672",
    "mobilenet-v2, 3, 224, 1000, 3504872",
    "resnet-20, 3, 32, 10, 272474",
    "wrn-16-4, 3, 32, 10, 2748890",
    "wrn-28-10, 3, 32, 10, 36479194",
  })
  void hasItsPapersParameters(String name, int channels, int side, int classes, long parameters)
      throws ConfigException {
    NetworkSummary summary = summary(name, new Shape(channels, side, side), classes);

    assertThat(summary.trainable()).isEqualTo(parameters);
  }

  /** As the paper says of C1, C5 and F6. */
  @Test
  void lenetsLayersArePapersWhereTheyAreWhole() throws ConfigException {
    NetworkSummary summary = summary("lenet-5", new Shape(1, 28, 28), 10);

    assertThat(summary.layers().stream().filter(layer -> layer.parameters() > 0))
        .extracting(LayerSummary::name, LayerSummary::parameters)
        .contains(tuple("conv1", 156L), tuple("dense1", 48_120L), tuple("dense2", 10_164L));
  }

  @Test
  void theBenchmarkTrainsTheSameNetwork() throws ConfigException {
    assertThat(BenchmarkSubject.RESNET20.network())
        .isEqualTo(ConfigLoader.load(included("resnet-20"), List.of()).network().network(10));
  }

  @Test
  void eachFileIsOneThatAnIncludeMayName() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("..", "configs", "networks"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".conf", "")).sorted())
          .isEqualTo(ShippedNetworks.NAMES);
    }
  }

  /** A file beside the study comes first; layers of a network are reached as any others. */
  @Test
  void overridesReachWhatWasIncluded() throws ConfigException {
    assertThat(
            ConfigLoader.load(
                    included("resnet-20"), List.of("sweep.network.layers.layer1.repeat=5"))
                .network()
                .network(10)
                .layers())
        .extracting(layer -> layer.name())
        .contains("layer1.5.conv2");
  }

  @Test
  void aMistypedNetworkNamesTheNearest() {
    assertThat(written.problems(included("resnet18")))
        .containsExactly(
            "x.conf: 15: includes \"resnet18\", but there is no resnet18; did you mean the network"
                + " resnet-18?");
  }

  private NetworkSummary summary(String name, Shape image, int classes) throws ConfigException {
    return NetworkSummary.of(
        ConfigLoader.load(included(name), List.of()).network().network(classes), image);
  }

  private Path included(String name) {
    return written.file(
        "x.conf", Written.BASELINE + "sweep.network { include \"" + name + "\" }\n");
  }
}
