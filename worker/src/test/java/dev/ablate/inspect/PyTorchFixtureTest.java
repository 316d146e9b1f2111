package dev.ablate.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.ParameterArray;
import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.inspect.Saliency.Method;
import dev.ablate.inspect.network.Convolvers;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.inspect.network.RandomNetworks;
import dev.ablate.inspect.network.Scores;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Padding;
import dev.ablate.model.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same network in PyTorch, with hooks: {@code saliency.py} wrote {@code saliency.txt}. */
final class PyTorchFixtureTest {

  private static final Shape INPUT = new Shape(3, 22, 22);
  private static final int LABEL = 1;
  private static final Map<String, double[]> ARRAYS = read();

  private static final Network NETWORK =
      RandomNetworks.of(
          RandomNetworks.conv(4, 3),
          RandomNetworks.relu(),
          new Layer.BatchNormalization(),
          RandomNetworks.maximum(),
          RandomNetworks.conv(5, 3, 2, Padding.VALID, 1),
          RandomNetworks.relu(),
          RandomNetworks.dense(6),
          RandomNetworks.relu(),
          RandomNetworks.dense(3));

  private static Map<String, double[]> read() {
    Map<String, double[]> arrays = new HashMap<>();
    try (InputStream in = PyTorchFixtureTest.class.getResourceAsStream("saliency.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> List.of(line.split(" ", -1)))
          .forEach(
              words ->
                  arrays.put(
                      words.get(0),
                      words.stream().skip(1).mapToDouble(Double::parseDouble).toArray()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return arrays;
  }

  private static Subject subject() {
    List<ParameterArray> arrays = new ArrayList<>();
    Map<String, String> layers =
        Map.of("layer0", "conv1", "layer4", "conv2", "layer6", "dense", "layer8", "out");
    layers.forEach(
        (layer, name) -> {
          arrays.add(new ParameterArray(layer, Role.WEIGHT, ARRAYS.get(name + ".weight")));
          arrays.add(new ParameterArray(layer, Role.BIAS, ARRAYS.get(name + ".bias")));
        });
    arrays.add(new ParameterArray("layer2", Role.SCALE, ARRAYS.get("norm.scale")));
    arrays.add(new ParameterArray("layer2", Role.SHIFT, ARRAYS.get("norm.shift")));
    arrays.add(new ParameterArray("layer2", Role.MEAN, ARRAYS.get("norm.mean")));
    arrays.add(new ParameterArray("layer2", Role.VARIANCE, ARRAYS.get("norm.variance")));
    return new Subject(NETWORK, INPUT, Parameters.of(arrays), Convolvers.EXACT);
  }

  private static Maps image() {
    return Maps.single(INPUT, ARRAYS.get("image"));
  }

  @Test
  void scoresAgree() {
    try (UnfusedNetwork network = subject().open()) {
      assertThat(network.forward(image()).scores().values())
          .containsExactly(ARRAYS.get("scores"), within(1e-8));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GRADIENT", "GUIDED", "DECONVOLUTION", "GRAD_CAM"})
  void saliencyAgrees(Method method) {
    Subject subject = subject();
    int maps = Saliency.mapsOf(subject);
    assertThat(maps).isEqualTo(5);
    try (UnfusedNetwork network = subject.open()) {
      Saliency saliency =
          Saliency.of(network, image(), Saliency.Target.ofClass(subject, LABEL), method, maps);
      String name = method.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      assertThat(saliency.map().values()).containsExactly(ARRAYS.get(name), within(1e-8));
    }
  }

  /** PyTorch's image is no bytes, so the covering is done here and the probabilities compared. */
  @Test
  void occlusionAgrees() {
    double[] expected = ARRAYS.get("occlusion");
    Maps image = image();
    double[] means = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      means[channel] = Arrays.stream(image.channel(0, channel)).average().orElseThrow();
    }
    try (UnfusedNetwork network = subject().open()) {
      Occlusion map =
          Occlusion.of(
              network, image, 0, LABEL, new Occlusion.Patch(6, 5, Occlusion.Fill.MEAN), means);
      double[] found = Arrays.stream(map.probability()).flatMapToDouble(Arrays::stream).toArray();
      assertThat(found).containsExactly(expected, within(1e-8));
      assertThat(map.tops()).containsExactly(0, 5, 10, 15, 16);
      assertThat(map.uncovered())
          .isCloseTo(Scores.softmax(ARRAYS.get("scores"))[LABEL], within(1e-8));
    }
  }

  @Test
  void coveringIsOfTheImagesGivenFill() {
    byte[] pixels = new byte[INPUT.height() * INPUT.width() * 3];
    Arrays.fill(pixels, (byte) 200);
    ImageSubset images =
        ImageSubset.of(
            new ImageDataset.Part(pixels, new byte[1]),
            new int[] {0},
            Normalisation.of(new double[] {0.5, 0.5, 0.5}, new double[] {1, 1, 1}));
    assertThat(Occlusion.means(images, INPUT)[0]).isCloseTo(200 / 255.0 - 0.5, within(1e-6));
  }
}
