package dev.ablate.exchange;

import dev.ablate.engine.EngineException;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.LayerVisitor;
import dev.ablate.model.Network;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.Shape;
import dev.ablate.model.Window;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/** Adds a network's layers to an ONNX graph. A vector is of two sides there: batch and numbers. */
final class OnnxNodes implements LayerVisitor.Partial<NodeProto.Builder> {

  static final String IMAGES = "images";
  static final String PREDICTIONS = "predictions";

  private static final float RELU6_BOUND = 6;
  private static final float LEAKY_RELU_SLOPE = 0.01f;
  private static final float VARIANCE_EPSILON = 1e-5f;

  private final GraphProto.Builder graph;
  private final Network network;

  /** Names of what goes into each layer. */
  private final List<String> places = new ArrayList<>(List.of(IMAGES));

  private LayerSummary current;

  OnnxNodes(GraphProto.Builder graph, Network network) {
    this.graph = graph;
    this.network = network;
  }

  void add(LayerSummary layer) {
    current = layer;
    NodeProto.Builder node = network.layers().get(layer.index()).layer().accept(this);
    graph.addNode(node.setName(layer.name()).addOutput(layer.name()));
    places.add(layer.name());
  }

  /** Names the last layer's numbers, after a softmax where they are to be probabilities. */
  void end(boolean softmax) {
    NodeProto.Builder node =
        softmax
            ? node("Softmax", back(0)).addAttribute(number("axis", 1))
            : node("Identity", back(0));
    graph.addNode(node.setName(PREDICTIONS).addOutput(PREDICTIONS));
  }

  private String back(int layers) {
    return places.get(places.size() - 1 - layers);
  }

  private String parameter(String array) {
    return current.name() + "." + array;
  }

  @Override
  public NodeProto.Builder convolution(Layer.Convolution conv) {
    NodeProto.Builder node = window(node("Conv", back(0), parameter("weight")), Window.of(conv));
    node.addAttribute(numbers("dilations", conv.dilation(), conv.dilation()))
        .addAttribute(number("group", conv.groupsOver(current.input().channels())));
    return conv.bias() ? node.addInput(parameter("bias")) : node;
  }

  @Override
  public NodeProto.Builder pooling(Layer.Pooling pool) {
    boolean maximum = pool.kind() == PoolSpec.Kind.MAX;
    return window(node(maximum ? "MaxPool" : "AveragePool", back(0)), Window.of(pool));
  }

  @Override
  public NodeProto.Builder globalPooling(Layer.GlobalPooling pool) {
    boolean maximum = pool.kind() == PoolSpec.Kind.MAX;
    String pooled =
        before("pooled", node(maximum ? "GlobalMaxPool" : "GlobalAveragePool", back(0)));
    return node("Flatten", pooled);
  }

  @Override
  public NodeProto.Builder batchNormalization(Layer.BatchNormalization norm) {
    return node(
            "BatchNormalization",
            back(0),
            parameter("weight"),
            parameter("bias"),
            parameter("running_mean"),
            parameter("running_var"))
        .addAttribute(real("epsilon", VARIANCE_EPSILON));
  }

  @Override
  public NodeProto.Builder activation(Layer.Activation activation) {
    String in = back(0);
    return switch (activation.function()) {
      case IDENTITY -> node("Identity", in);
      case RELU -> node("Relu", in);
      case RELU6 -> node("Clip", in, constant("least", 0), constant("largest", RELU6_BOUND));
      case LEAKY_RELU -> node("LeakyRelu", in).addAttribute(real("alpha", LEAKY_RELU_SLOPE));
      case ELU -> node("Elu", in);
      case SELU -> node("Selu", in);
      case GELU -> gelu(in);
      case TANH -> node("Tanh", in);
      case SIGMOID -> node("Sigmoid", in);
      case SOFTMAX -> node("Softmax", in).addAttribute(number("axis", 1));
    };
  }

  /**
   * {@code x * (0.5 + 0.5 * erf(x / sqrt(2)))}: an operator of its own is newer than most readers.
   */
  private NodeProto.Builder gelu(String in) {
    String scaled = before("scaled", node("Mul", in, constant("root", (float) Math.sqrt(0.5))));
    String erf = before("erf", node("Erf", scaled));
    String half = constant("half", 0.5f);
    String halved = before("halved", node("Mul", erf, half));
    return node("Mul", in, before("distribution", node("Add", halved, half)));
  }

  @Override
  public NodeProto.Builder dropout(Layer.Dropout dropout) {
    return node("Identity", back(0));
  }

  @Override
  public NodeProto.Builder dense(Layer.Dense dense) {
    NodeProto.Builder node =
        node("Gemm", before("flat", node("Flatten", back(0))), parameter("weight"))
            .addAttribute(number("transB", 1));
    return dense.bias() ? node.addInput(parameter("bias")) : node;
  }

  @Override
  public NodeProto.Builder branch(Layer.Branch branch) {
    return node("Identity", back(branch.back()));
  }

  @Override
  public NodeProto.Builder shortcut(Layer.Shortcut shortcut) {
    return node("Add", back(0), back(shortcut.back()));
  }

  @Override
  public NodeProto.Builder concatenation(Layer.Concatenation concatenation) {
    return node("Concat", back(concatenation.back()), back(0)).addAttribute(number("axis", 1));
  }

  @Override
  public NodeProto.Builder other(Layer layer) {
    throw new EngineException(
        current.name() + " is of a kind that is not written as ONNX; export as safetensors");
  }

  private NodeProto.Builder window(NodeProto.Builder node, Window window) {
    Shape in = current.input();
    return node.addAttribute(numbers("kernel_shape", window.size(), window.size()))
        .addAttribute(numbers("strides", window.stride(), window.stride()))
        .addAttribute(
            numbers(
                "pads",
                window.before(in.height()),
                window.before(in.width()),
                window.after(in.height()),
                window.after(in.width())));
  }

  /** Adds a node of which the layer's own is made. */
  private String before(String part, NodeProto.Builder node) {
    String name = current.name() + "/" + part;
    graph.addNode(node.setName(name).addOutput(name));
    return name;
  }

  private String constant(String part, float value) {
    String name = current.name() + "/" + part;
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addFloatData(value));
    return name;
  }

  private static NodeProto.Builder node(String operator, String... inputs) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs));
  }

  private static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  private static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  private static AttributeProto numbers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }
}
