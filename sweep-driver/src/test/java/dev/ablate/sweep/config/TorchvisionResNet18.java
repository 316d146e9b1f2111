package dev.ablate.sweep.config;

import dev.ablate.tensor.SafetensorsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * torchvision's ResNet-18 with weights that are drawn by a formula, as {@code
 * src/reference/make-torchvision-resnet18.py} made it.
 */
public final class TorchvisionResNet18 {

  private static final String LOSSES = "losses";

  private TorchvisionResNet18() {}

  /** A state dictionary as a safetensors file. */
  public static byte[] safetensors() throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    for (List<String> line : lines().filter(line -> !line.get(0).equals(LOSSES)).toList()) {
      List<Long> shape = line.stream().skip(2).map(Long::valueOf).toList();
      writer.add(line.get(0), shape, weights(line.get(0), shape, Long.parseLong(line.get(1))));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    writer.write(file, Map.of());
    return file.toByteArray();
  }

  private static double[] weights(String name, List<Long> shape, long number) {
    int count = Math.toIntExact(shape.stream().reduce(1L, (product, side) -> product * side));
    double[] drawn = draws(number, count);
    double bound = Math.sqrt(6.0 * shape.get(0) / count);
    boolean matrix = shape.size() > 1;
    for (int i = 0; i < count; i++) {
      if (matrix) {
        drawn[i] = (2 * drawn[i] - 1) * bound;
      } else if (name.endsWith("running_var")) {
        drawn[i] = 1 + drawn[i];
      } else if (name.endsWith("weight")) {
        drawn[i] = 0.4 + 0.5 * drawn[i];
      } else {
        drawn[i] = 0.2 * drawn[i] - 0.1;
      }
    }
    return drawn;
  }

  /** Losses of the steps of fine-tuning. */
  static List<Double> losses() {
    return lines()
        .filter(line -> line.get(0).equals(LOSSES))
        .flatMap(line -> line.stream().skip(1))
        .map(Double::valueOf)
        .toList();
  }

  private static Stream<List<String>> lines() {
    try (InputStream in = resource("torchvision-resnet18.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> List.of(line.split("\t")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Numbers of [0, 1) with 24 bits: the finaliser of SplitMix64. */
  static double[] draws(long number, int count) {
    double[] drawn = new double[count];
    for (int i = 0; i < count; i++) {
      long z = ((number << 40) + i + 1) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      drawn[i] = ((z ^ (z >>> 31)) >>> 40) / (double) (1 << 24);
    }
    return drawn;
  }

  static InputStream resource(String name) {
    return TorchvisionResNet18.class.getResourceAsStream(name);
  }
}
