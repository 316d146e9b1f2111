package dev.ablate.exchange;

import dev.ablate.engine.definition.NamedParameters;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import java.io.DataInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * A trained network as an ONNX file, for evaluation. Its input {@code images} is normalised as in
 * training, {@code [batch, channels, height, width]}; its output {@code predictions} has a number a
 * class: a probability, or a score after the hinge loss.
 */
public final class OnnxExport {

  /** Of 2020: whatever reads ONNX reads it. */
  private static final long OPERATORS = 13;

  private static final long FILE_VERSION = 7;
  private static final String BATCH = "batch";

  private OnnxExport() {}

  /**
   * Writes the file.
   *
   * @param weights as {@link dev.ablate.engine.Model#writeWeights} wrote them
   * @param metadata text by name
   * @throws dev.ablate.engine.EngineException if the network has layers for which ONNX has no
   *     operators that are known here
   */
  public static void write(
      Network network,
      Shape input,
      DataInput weights,
      Map<String, String> metadata,
      OutputStream out)
      throws IOException {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("ablate");
    new NamedParameters(network, input)
        .read(weights, (name, shape, values) -> graph.addInitializer(tensor(name, shape, values)));
    OnnxNodes nodes = new OnnxNodes(graph, network);
    List<LayerSummary> layers = NetworkSummary.of(network, input).layers();
    layers.forEach(nodes::add);
    nodes.end(network.loss() != Loss.HINGE);
    long classes = layers.get(layers.size() - 1).output().size();
    graph.addInput(
        value(
            OnnxNodes.IMAGES,
            List.of((long) input.channels(), (long) input.height(), (long) input.width())));
    graph.addOutput(value(OnnxNodes.PREDICTIONS, List.of(classes)));
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(FILE_VERSION)
            .setProducerName("ablate")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
            .setGraph(graph);
    metadata.forEach(
        (key, text) ->
            model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
    model.build().writeTo(out);
  }

  private static TensorProto tensor(String name, List<Long> shape, double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return TensorProto.newBuilder()
        .setName(name)
        .addAllDims(shape)
        .setDataType(TensorProto.DataType.FLOAT_VALUE)
        .setRawData(ByteString.copyFrom(bytes.flip()))
        .build();
  }

  private static ValueInfoProto value(String name, List<Long> shape) {
    TensorShapeProto.Builder sides =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    shape.forEach(side -> sides.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side)));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(sides)))
        .build();
  }
}
