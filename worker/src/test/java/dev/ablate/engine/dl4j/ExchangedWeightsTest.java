package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.EngineException;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.definition.NamedParameters;
import dev.ablate.engine.dl4j.batch.ImageBatches;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Padding;
import dev.ablate.model.RecurrentSpec.Cell;
import dev.ablate.model.Shape;
import dev.ablate.tensor.Safetensors;
import dev.ablate.tensor.SafetensorsWriter;
import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFileException;
import dev.ablate.tensor.TensorFiles;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StartSpec.Head;
import dev.ablate.training.TensorRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Weights go out to other programs' files, and come in from them. */
class ExchangedWeightsTest {

  private static final TrainingEngine ENGINE = Dl4jEngine.open(new EngineSettings(1));

  private static final Network NETWORK =
      Networks.of(
          Networks.conv(4, 3, 1, Padding.SAME),
          Networks.norm(),
          Networks.relu(),
          Networks.unbiased(4),
          new Layer.Shortcut(1),
          Networks.maximum(),
          Networks.dense(6));

  private static final Network SMALL =
      Networks.of(Networks.conv(2, 3, 1, Padding.VALID), Networks.norm());

  @Test
  void whatWasExportedAsSafetensorsPredictsTheSame() throws IOException {
    for (Network network : List.of(NETWORK, Networks.of(Networks.recurrent(Cell.GRU, 5, false)))) {
      ModelRequest request = Networks.request(network);
      ImageSubset images = TinyImages.images(20);
      try (Dl4jModel trained = trained(request);
          Dl4jModel fresh = (Dl4jModel) ENGINE.build(otherSeed(request))) {
        Safetensors file = exported(request, trained);

        fresh.readWeights(names(request).weights(file, start(Head.STORED)));

        assertThat(fresh.predict(images)).isDeepEqualTo(trained.predict(images));
      }
    }
  }

  @Test
  void dl4jRestoresItsArchive() throws IOException {
    ModelRequest request = Networks.request(NETWORK);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (Dl4jModel trained = trained(request)) {
      ENGINE.export(request, weights(trained), zip);
      ComputationGraph graph =
          ModelSerializer.restoreComputationGraph(
              new ByteArrayInputStream(zip.toByteArray()), false);
      ImageSubset images = TinyImages.images(8);
      INDArray pixels = new ImageBatches(request.input(), DataType.FLOAT).images(images).dup('c');
      INDArray probabilities = Transforms.softmax(graph.output(pixels)[0]);
      float[][] predicted = trained.predict(images);
      for (int i = 0; i < predicted.length; i++) {
        for (int j = 0; j < TinyImages.CLASSES; j++) {
          assertThat(probabilities.getFloat(i, j)).isCloseTo(predicted[i][j], within(1e-5f));
        }
      }
    }
  }

  @Test
  void aGraphsArchiveComesBack() throws IOException {
    ModelRequest request = Networks.request(NETWORK);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (Dl4jModel trained = trained(request);
        Dl4jModel fresh = (Dl4jModel) ENGINE.build(otherSeed(request))) {
      ENGINE.export(request, weights(trained), zip);

      TensorFile file = TensorFiles.read(zip.toByteArray()).orElseThrow();
      fresh.readWeights(names(request).weights(file, start(Head.STORED)));

      ImageSubset images = TinyImages.images(20);
      assertThat(fresh.predict(images)).isDeepEqualTo(trained.predict(images));
    }
  }

  /** With DL4J's defaults: layers without names, a batch norm that keeps a logarithm. */
  @Test
  void dl4jsOwnNetworkPredictsTheSameHere() throws IOException {
    ModelRequest request =
        Networks.request(
            Networks.of(
                Networks.conv(2, 3, 1, Padding.VALID),
                Networks.norm(),
                Networks.relu(),
                Networks.dense(5)));
    MultiLayerNetwork network = ofDl4j(request.input());
    ImageSubset images = TinyImages.images(20);
    INDArray pixels = new ImageBatches(request.input(), DataType.FLOAT).images(images).dup('c');
    for (int step = 0; step < 3; step++) {
      network.fit(pixels, Nd4j.eye(3).repeat(0, 7).get(NDArrayIndex.interval(0, 20)));
    }
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, zip, true);

    TensorFile file = TensorFiles.read(zip.toByteArray()).orElseThrow();
    try (Dl4jModel model = (Dl4jModel) ENGINE.build(request)) {
      model.readWeights(names(request).weights(file, start(Head.STORED, "layer4.* -> output.{1}")));
      float[][] predicted = model.predict(images);
      INDArray wanted = network.output(pixels);
      for (int i = 0; i < predicted.length; i++) {
        for (int j = 0; j < TinyImages.CLASSES; j++) {
          assertThat(predicted[i][j]).isCloseTo(wanted.getFloat(i, j), within(1e-5f));
        }
      }
    }
  }

  private static MultiLayerNetwork ofDl4j(Shape shape) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new BatchNormalization.Builder().build())
                .layer(new ActivationLayer(Activation.RELU))
                .layer(new DenseLayer.Builder().nOut(5).activation(Activation.IDENTITY).build())
                .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(
                    InputType.convolutional(shape.height(), shape.width(), shape.channels()))
                .build());
    network.init();
    return network;
  }

  @Test
  void dl4jHasNoLayerForAll() throws IOException {
    ModelRequest request =
        Networks.request(
            Networks.of(
                Networks.activation(ActivationFunction.GELU),
                Networks.recurrent(Cell.GRU, 5, false)));
    try (Dl4jModel trained = trained(request)) {
      DataInputStream weights = weights(trained);
      assertThatThrownBy(() -> ENGINE.export(request, weights, new ByteArrayOutputStream()))
          .isInstanceOf(EngineException.class)
          .hasMessage("DL4J has no layers of its own for layer0, layer1; export as safetensors");
    }
  }

  @Test
  void allThatDoesNotFitIsNamedAtOnce() throws IOException {
    NamedParameters names = names(Networks.request(SMALL));
    Safetensors file =
        file(
            Map.of(
                "layer0.weight", List.of(2L, 2L, 5L, 5L),
                "bn.weight", List.of(2L),
                "bn.bias", List.of(2L),
                "bn.running_mean", List.of(2L),
                "bn.num_batches_tracked", List.of(1L),
                "fc.weight", List.of(3L, 72L),
                "other", List.of(1L)));

    assertThatThrownBy(() -> names.check(file.tensors(), start(Head.STORED, "bn.* -> layer1.{1}")))
        .isInstanceOf(TensorFileException.class)
        .hasMessage(
            "does not fit this network: fc.weight is no parameter of the network; other is no"
                + " parameter of the network; layer0.bias [2] is missing; layer0.weight is [2, 2, 5,"
                + " 5], wanted [2, 2, 3, 3]; layer1.running_var [2] is missing; output.weight [3, 72]"
                + " is missing; output.bias [3] is missing");
  }

  @Test
  void anewHeadWantsNoneFromTheFile() throws IOException {
    ModelRequest request = Networks.request(SMALL);
    try (Dl4jModel fresh = (Dl4jModel) ENGINE.build(request)) {
      double[] before = fresh.layerParameters().get(6).values();
      Safetensors file =
          file(
              Map.of(
                  "layer0.weight", List.of(2L, 2L, 3L, 3L),
                  "layer0.bias", List.of(2L),
                  "layer1.weight", List.of(2L),
                  "layer1.bias", List.of(2L),
                  "layer1.running_mean", List.of(2L),
                  "layer1.running_var", List.of(2L),
                  "fc.weight", List.of(1000L, 72L)));

      fresh.readWeightsBelowOutput(
          names(request).weights(file, start(Head.NEW, "fc.* -> output.{1}")));

      assertThat(fresh.layerParameters().get(0).values()).containsOnly(0.25);
      assertThat(fresh.layerParameters().get(6).values()).isEqualTo(before);
    }
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    ModelRequest request = Networks.request(Networks.of());
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.add("output.weight", List.of(3L, 128L), new double[384]);
    writer.add("output.bias", List.of(3L), new double[] {0, Double.NaN, 0});

    assertThatThrownBy(() -> names(request).weights(read(writer), start(Head.STORED)))
        .isInstanceOf(TensorFileException.class)
        .hasMessage("does not fit this network: output.bias holds numbers that are not finite");
  }

  private static Dl4jModel trained(ModelRequest request) {
    Dl4jModel model = (Dl4jModel) ENGINE.build(request);
    for (int step = 0; step < 5; step++) {
      model.train(TinyImages.images(16), 0.01, 0, step);
    }
    return model;
  }

  private static ModelRequest otherSeed(ModelRequest request) {
    return new ModelRequest(
        request.network(), request.input(), request.classes(), request.training(), 99);
  }

  private static Safetensors exported(ModelRequest request, Dl4jModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    names(request).export(weights(model), Map.of(), out);
    return Safetensors.read(out.toByteArray());
  }

  private static DataInputStream weights(Dl4jModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.writeWeights(new DataOutputStream(out));
    return new DataInputStream(new ByteArrayInputStream(out.toByteArray()));
  }

  private static NamedParameters names(ModelRequest request) {
    return new NamedParameters(request.network(), request.input());
  }

  private static StartSpec start(Head head, String... rules) {
    return new StartSpec(
        "file", "0".repeat(64), head, List.of(rules).stream().map(TensorRule::of).toList());
  }

  /** Tensors of these shapes, all numbers a quarter. */
  private static Safetensors file(Map<String, List<Long>> shapes) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    shapes.forEach(
        (name, shape) -> {
          double[] values =
              new double[shape.stream().mapToInt(Long::intValue).reduce(1, (a, b) -> a * b)];
          Arrays.fill(values, 0.25);
          writer.add(name, shape, values);
        });
    return read(writer);
  }

  private static Safetensors read(SafetensorsWriter writer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out, Map.of());
    return Safetensors.read(out.toByteArray());
  }
}
