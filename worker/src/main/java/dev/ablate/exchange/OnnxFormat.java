package dev.ablate.exchange;

import dev.ablate.tensor.TensorArrays;
import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFileException;
import dev.ablate.tensor.TensorFormat;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * The weights of an ONNX file: its graph's initialisers of single precision, under their names. The
 * graph itself is not run, but asked how it reads them.
 */
public final class OnnxFormat implements TensorFormat {

  /** The first field, the version of the format, is a small number. */
  private static final int VERSION_TAG = 8;

  private static final int MOST_VERSION = 32;

  /** A field's number and kind that may come second: what made the file, or a later field. */
  private static final Set<Byte> SECOND_TAGS =
      Set.of((byte) 0x12, (byte) 0x1a, (byte) 0x22, (byte) 0x32, (byte) 0x3a, (byte) 0x42);

  private static final List<Long> TO_CHANNELS_LAST = List.of(0L, 2L, 3L, 1L);

  /** Made by the service loader. */
  public OnnxFormat() {}

  @Override
  public boolean begins(byte[] first) {
    return first.length > 2
        && first[0] == VERSION_TAG
        && first[1] > 0
        && first[1] < MOST_VERSION
        && SECOND_TAGS.contains(first[2]);
  }

  @Override
  public Optional<TensorFile> read(byte[] file) throws IOException {
    GraphProto graph;
    try {
      graph = ModelProto.parseFrom(file).getGraph();
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
    if (graph.getNodeCount() == 0) {
      return Optional.empty();
    }
    Set<String> products = products(graph);
    TensorArrays tensors = new TensorArrays(flattensChannelsLast(graph));
    for (TensorProto tensor : graph.getInitializerList()) {
      if (tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE) {
        add(tensors, tensor, products.contains(tensor.getName()));
      }
    }
    return Optional.of(tensors);
  }

  /** Matrices that are multiplied as {@code [inputs, units]}. */
  private static Set<String> products(GraphProto graph) {
    Set<String> names = new HashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      boolean turned =
          node.getAttributeList().stream()
              .anyMatch(attribute -> attribute.getName().equals("transB") && attribute.getI() != 0);
      boolean product = node.getOpType().equals("MatMul") || node.getOpType().equals("Gemm");
      if (product && !turned && node.getInputCount() > 1) {
        names.add(node.getInput(1));
      }
    }
    return names;
  }

  /** Whether maps are turned as TensorFlow's converters turn them before they flatten them. */
  private static boolean flattensChannelsLast(GraphProto graph) {
    return graph.getNodeList().stream()
        .filter(node -> node.getOpType().equals("Transpose"))
        .flatMap(node -> node.getAttributeList().stream())
        .anyMatch(attribute -> attribute.getIntsList().equals(TO_CHANNELS_LAST));
  }

  private static void add(TensorArrays tensors, TensorProto tensor, boolean inputsFirst)
      throws TensorFileException {
    String name = tensor.getName();
    long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    float[] numbers = numbers(tensor);
    if (numbers.length != length(shape)) {
      throw new TensorFileException(
          "has "
              + numbers.length
              + " numbers of "
              + name
              + " "
              + tensor.getDimsList()
              + (tensor.getExternalDataCount() > 0 ? ", the others in a file beside it" : ""));
    }
    if (inputsFirst && shape.length == 2) {
      int[] sides = {(int) shape[0], (int) shape[1]};
      numbers = TensorArrays.permuted(numbers, sides, 1, 0);
      shape = new long[] {shape[1], shape[0]};
    }
    tensors.add(name, TensorArrays.shape(shape), numbers);
  }

  private static float[] numbers(TensorProto tensor) {
    FloatBuffer raw =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] numbers = new float[Math.max(raw.remaining(), tensor.getFloatDataCount())];
    if (raw.hasRemaining()) {
      raw.get(numbers);
    } else {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = tensor.getFloatData(i);
      }
    }
    return numbers;
  }

  private static long length(long[] shape) {
    long length = 1;
    for (long side : shape) {
      // A product too large for a number is no number of bytes that there are.
      length = side < 0 || (side > 0 && length > Integer.MAX_VALUE / side) ? -1 : length * side;
      if (length < 0) {
        return -1;
      }
    }
    return length;
  }
}
