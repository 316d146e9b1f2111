package dev.ablate.sweep.config;

import dev.ablate.tensor.SafetensorsWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A network of torchvision with weights that are drawn by a formula, as {@code
 * src/reference/make-torchvision.py} made it.
 *
 * @param name torchvision's
 */
public record TorchvisionNetwork(String name) {

  private static final String LOSSES = "losses";

  /** A state dictionary as a safetensors file. */
  public byte[] safetensors() throws IOException {
    return safetensors(tensors().stream().map(line -> line.get(0)).toList());
  }

  /** The same under other names, one for each tensor in torchvision's order. */
  byte[] safetensors(List<String> names) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    List<List<String>> tensors = tensors();
    for (int i = 0; i < tensors.size(); i++) {
      List<String> line = tensors.get(i);
      List<Long> shape = line.stream().skip(2).map(Long::valueOf).toList();
      writer.add(names.get(i), shape, weights(line.get(0), shape, Long.parseLong(line.get(1))));
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

  private List<List<String>> tensors() {
    return lines().filter(line -> !line.get(0).equals(LOSSES)).toList();
  }

  /** Class scores, image after image. */
  double[] logits(int count) throws IOException {
    double[] logits = new double[count];
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(resource("-logits.gz")))) {
      for (int i = 0; i < logits.length; i++) {
        logits[i] = in.readFloat();
      }
    }
    return logits;
  }

  /** Losses of the steps of fine-tuning. */
  List<Double> losses() {
    return lines()
        .filter(line -> line.get(0).equals(LOSSES))
        .flatMap(line -> line.stream().skip(1))
        .map(Double::valueOf)
        .toList();
  }

  private Stream<List<String>> lines() {
    try (InputStream in = resource(".tsv")) {
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

  private InputStream resource(String ending) {
    return TorchvisionNetwork.class.getResourceAsStream("torchvision-" + name + ending);
  }
}
