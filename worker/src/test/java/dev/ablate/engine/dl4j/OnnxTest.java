package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ablate.data.ImageSubset;
import dev.ablate.engine.EngineException;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.definition.NamedParameters;
import dev.ablate.exchange.OnnxExport;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.RecurrentSpec.Cell;
import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFileException;
import dev.ablate.tensor.TensorFiles;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StartSpec.Head;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime predicts of exported networks what they predict here; weights come back in. */
class OnnxTest {

  private static final TrainingEngine ENGINE = Dl4jEngine.open(new EngineSettings(1));

  private static final Network RESIDUAL =
      Networks.of(
          Networks.conv(4, 3, 1, Padding.SAME),
          Networks.norm(),
          Networks.relu(),
          Networks.unbiased(4),
          new Layer.Shortcut(1),
          Networks.maximum(),
          Networks.strided(6),
          new Layer.Branch(1),
          Networks.projection(6, 2),
          new Layer.Shortcut(2),
          new Layer.GlobalPooling(PoolSpec.Kind.AVERAGE));

  static Stream<Network> networks() {
    return Stream.of(
        Networks.of(),
        RESIDUAL,
        Networks.of(
            Networks.conv(4, 3, 1, Padding.SAME),
            Networks.grouped(6, 2, 1, 2),
            Networks.grouped(6, 1, 2, 6)),
        Networks.of(
            Networks.conv(4, 3, 1, Padding.SAME),
            Networks.relu(),
            Networks.unbiased(3),
            new Layer.Concatenation(2),
            Networks.norm()),
        Networks.of(Loss.HINGE, Networks.dense(5), Networks.norm(), Networks.relu()),
        Networks.of(
            Networks.dilated(3, 3, 2),
            Networks.pool(PoolSpec.Kind.AVERAGE, 3, 2, Padding.SAME),
            new Layer.Dropout(0.5),
            Networks.conv(3, 2, 2, Padding.of("1")),
            Networks.pool(PoolSpec.Kind.MAX, 3, 2, Padding.of("1")),
            new Layer.GlobalPooling(PoolSpec.Kind.MAX)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void predictsTheSame(Network network) throws IOException, OrtException {
    ModelRequest request = Networks.request(network);
    ImageSubset images = TinyImages.images(20);
    try (Dl4jModel trained = trained(request)) {
      assertSame(predictions(exported(request, trained), images), trained.predict(images));
    }
  }

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void activations(ActivationFunction function) throws IOException, OrtException {
    predictsTheSame(
        Networks.of(Networks.conv(3, 3, 1, Padding.SAME), Networks.activation(function)));
  }

  @Test
  void weightsComeBack() throws IOException {
    ModelRequest request = Networks.request(RESIDUAL);
    ImageSubset images = TinyImages.images(20);
    try (Dl4jModel trained = trained(request);
        Dl4jModel fresh = (Dl4jModel) ENGINE.build(Networks.request(RESIDUAL))) {
      fresh.readWeights(weights(request, exported(request, trained)));

      assertThat(fresh.predict(images)).isDeepEqualTo(trained.predict(images));
    }
  }

  /** As converters from TensorFlow write them: inputs first, after maps whose channels are last. */
  @Test
  void productsAreReadAsTheGraphReadsThem() throws IOException {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Transpose")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("perm")
                            .addAllInts(List.of(0L, 2L, 3L, 1L))))
            .addNode(
                NodeProto.newBuilder().setOpType("MatMul").addInput("x").addInput("output.weight"))
            .addInitializer(tensor("output.bias", 3))
            .addInitializer(tensor("output.weight", 128, 3));
    ModelProto model =
        ModelProto.newBuilder().setIrVersion(7).setProducerName("p").setGraph(graph).build();
    ModelRequest request = Networks.request(Networks.of());
    try (Dl4jModel fresh = (Dl4jModel) ENGINE.build(request)) {
      fresh.readWeights(weights(request, model.toByteArray()));

      double[] weights = fresh.layerParameters().get(0).values();
      // The first unit's weights: those of the first channel's pixels, then the second's.
      assertThat(Arrays.copyOf(weights, 3)).containsExactly(0, 6, 12);
      assertThat(weights[64]).isEqualTo(3);
    }
  }

  @Test
  void recurrentLayersAreRefused() throws IOException {
    ModelRequest request = Networks.request(Networks.of(Networks.recurrent(Cell.GRU, 5, false)));
    try (Dl4jModel trained = trained(request)) {
      assertThatThrownBy(() -> exported(request, trained))
          .isInstanceOf(EngineException.class)
          .hasMessage("layer0 is of a kind that is not written as ONNX; export as safetensors");
    }
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    ModelRequest request = Networks.request(RESIDUAL);
    byte[] sound;
    try (Dl4jModel trained = trained(request)) {
      sound = exported(request, trained);
    }
    for (int i = 0; i < 200; i++) {
      SplittableRandom random = new SplittableRandom(i);
      byte[] damaged =
          Arrays.copyOf(sound, i % 4 == 0 ? random.nextInt(sound.length) : sound.length);
      for (int left = 1 + random.nextInt(8); left > 0 && damaged.length > 3; left--) {
        damaged[3 + random.nextInt(damaged.length - 3)] = (byte) random.nextInt(256);
      }
      try {
        TensorFiles.read(damaged);
      } catch (TensorFileException e) {
        assertThat(e.getMessage()).as("attempt %s", i).isNotBlank().doesNotContain("\n");
      }
    }
  }

  private static TensorProto tensor(String name, long... shape) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1);
    long length = 1;
    for (long side : shape) {
      tensor.addDims(side);
      length *= side;
    }
    for (int i = 0; i < length; i++) {
      tensor.addFloatData(i);
    }
    return tensor.build();
  }

  private static float[][] predictions(byte[] model, ImageSubset images) throws OrtException {
    int size = Math.toIntExact(TinyImages.SHAPE.size());
    float[] pixels = new float[images.count() * size];
    images.writePixels(pixels);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model);
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(pixels), new long[] {images.count(), 2, 8, 8});
        OrtSession.Result result = session.run(Map.of("images", input))) {
      return (float[][]) result.get("predictions").orElseThrow().getValue();
    }
  }

  private static void assertSame(float[][] actual, float[][] wanted) {
    assertThat(actual).hasDimensions(wanted.length, TinyImages.CLASSES);
    for (int i = 0; i < wanted.length; i++) {
      for (int j = 0; j < TinyImages.CLASSES; j++) {
        assertThat(actual[i][j]).isCloseTo(wanted[i][j], within(1e-4f));
      }
    }
  }

  private static Dl4jModel trained(ModelRequest request) {
    Dl4jModel model = (Dl4jModel) ENGINE.build(request);
    for (int step = 0; step < 5; step++) {
      model.train(TinyImages.images(16), 0.01, 0, step);
    }
    return model;
  }

  private static byte[] exported(ModelRequest request, Dl4jModel model) throws IOException {
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    model.writeWeights(new DataOutputStream(weights));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OnnxExport.write(
        request.network(),
        request.input(),
        new DataInputStream(new ByteArrayInputStream(weights.toByteArray())),
        Map.of("made by", "a test"),
        out);
    return out.toByteArray();
  }

  private static DataInput weights(ModelRequest request, byte[] file) throws IOException {
    TensorFile tensors = TensorFiles.read(file).orElseThrow();
    return new NamedParameters(request.network(), request.input())
        .weights(tensors, new StartSpec("file", "0".repeat(64), Head.STORED));
  }
}
