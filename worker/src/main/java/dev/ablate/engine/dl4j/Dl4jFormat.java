package dev.ablate.engine.dl4j;

import dev.ablate.tensor.TensorArrays;
import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFileException;
import dev.ablate.tensor.TensorFormat;
import dev.ablate.tensor.ZipEntries;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The zip archives of DL4J's {@code ModelSerializer}, restored by it: of a {@code ComputationGraph}
 * or a {@code MultiLayerNetwork}.
 */
public final class Dl4jFormat implements TensorFormat {

  private static final String CONFIGURATION = "configuration.json";
  private static final String NUMBERS = "coefficients.bin";

  private static final Map<String, String> NAMES =
      Map.of(
          "W", "weight",
          "b", "bias",
          "gamma", "weight",
          "beta", "bias",
          "mean", "running_mean",
          "var", "running_var");

  /** Instead of {@code var}, the decimal logarithm of its root. */
  private static final String LOGARITHM = "log10stdev";

  /** Made by the service loader. */
  public Dl4jFormat() {}

  @Override
  public boolean begins(byte[] first) {
    return ZipEntries.isZip(first);
  }

  @Override
  public Optional<TensorFile> read(byte[] file) throws IOException {
    Map<String, byte[]> entries = ZipEntries.read(file);
    if (!entries.containsKey(CONFIGURATION) || !entries.containsKey(NUMBERS)) {
      return Optional.empty();
    }
    requireWhole(entries.get(NUMBERS));
    String configuration = new String(entries.get(CONFIGURATION), StandardCharsets.UTF_8);
    if (configuration.contains("\"NHWC\"")) {
      throw new TensorFileException(
          "is of a DL4J network whose images are NHWC; build it as NCHW and save it again");
    }
    NativePlatform.choose();
    try {
      TensorArrays tensors = new TensorArrays(false);
      for (Layer layer : layers(file, configuration.contains("\"networkInputs\""))) {
        for (Map.Entry<String, INDArray> array : layer.paramTable().entrySet()) {
          add(tensors, name(layer), array.getKey(), array.getValue());
        }
      }
      return Optional.of(tensors);
    } catch (RuntimeException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new TensorFileException("is no archive that DL4J restores: " + reason);
    }
  }

  private static Layer[] layers(byte[] file, boolean graph) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(file);
    return graph
        ? ModelSerializer.restoreComputationGraph(in, false).getLayers()
        : ModelSerializer.restoreMultiLayerNetwork(in, false).getLayers();
  }

  private static String name(Layer layer) {
    String name = layer.conf().getLayer().getLayerName();
    return name == null ? "layer" + layer.getIndex() : name;
  }

  private static void add(TensorArrays tensors, String layer, String kind, INDArray array)
      throws TensorFileException {
    long[] shape = array.shape();
    boolean vector = shape.length == 2 && shape[0] == 1 && !kind.equals("W");
    boolean product = shape.length == 2 && !vector;
    INDArray ours = product ? array.transpose() : array;
    float[] numbers = ours.dup('c').castTo(DataType.FLOAT).data().asFloat();
    if (kind.equals(LOGARITHM)) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) Math.pow(10, 2.0 * numbers[i]);
      }
    }
    String named = kind.equals(LOGARITHM) ? "running_var" : NAMES.getOrDefault(kind, kind);
    tensors.add(
        layer + "." + named,
        vector ? TensorArrays.shape(numbers.length) : TensorArrays.shape(ours.shape()),
        numbers);
  }

  /**
   * That the vector of numbers has those that it promises: ND4J makes room for them before it
   * looks. Two arrays, its shape's and its own, each with where it lay, its length and its type.
   */
  private static void requireWhole(byte[] numbers) throws TensorFileException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(numbers))) {
      for (int array = 0; array < 2; array++) {
        in.readUTF();
        long length = in.readLong();
        int width = DataType.valueOf(in.readUTF()).width();
        if (length < 0 || length > numbers.length / width) {
          throw new TensorFileException(
              "promises " + length + " numbers in " + NUMBERS + ", which is shorter");
        }
        in.skipNBytes(length * width);
      }
    } catch (TensorFileException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new TensorFileException("has damaged numbers in " + NUMBERS);
    }
  }
}
