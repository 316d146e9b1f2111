package dev.ablate.inspect;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.inspect.network.Convolvers;
import dev.ablate.inspect.network.RandomNetworks;
import dev.ablate.model.Network;
import dev.ablate.model.Shape;
import java.util.Random;
import java.util.stream.IntStream;

/** Networks with random weights, and noisy images. */
final class TestSubjects {

  private TestSubjects() {}

  static Subject of(Network network, Shape input, long seed) {
    return new Subject(
        network, input, RandomNetworks.parameters(network, input, seed, false), Convolvers.EXACT);
  }

  static ImageSubset noise(Shape shape, int count, int classes, long seed) {
    byte[] pixels = new byte[Math.toIntExact(count * shape.size())];
    byte[] labels = new byte[count];
    new Random(seed).nextBytes(pixels);
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % classes);
    }
    double[] mean = new double[shape.channels()];
    double[] deviation = new double[shape.channels()];
    java.util.Arrays.fill(mean, 0.5);
    java.util.Arrays.fill(deviation, 0.3);
    return ImageSubset.of(
        new ImageDataset.Part(pixels, labels),
        IntStream.range(0, count).toArray(),
        Normalisation.of(mean, deviation));
  }
}
