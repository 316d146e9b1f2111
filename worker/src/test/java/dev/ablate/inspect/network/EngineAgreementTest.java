package dev.ablate.inspect.network;

import static dev.ablate.inspect.network.RandomNetworks.conv;
import static dev.ablate.inspect.network.RandomNetworks.dense;
import static dev.ablate.inspect.network.RandomNetworks.function;
import static dev.ablate.inspect.network.RandomNetworks.maximum;
import static dev.ablate.inspect.network.RandomNetworks.pool;
import static dev.ablate.inspect.network.RandomNetworks.recurrent;
import static dev.ablate.inspect.network.RandomNetworks.relu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Initializer;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.RecurrentSpec;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is inspected is what the engine trained: predictions agree, after a few steps. */
final class EngineAgreementTest {

  static List<Network> networks() {
    return List.of(
        RandomNetworks.of(
            conv(6, 3),
            relu(),
            maximum(),
            new Layer.BatchNormalization(),
            conv(4, 2, 1, Padding.SAME, 1),
            relu(),
            dense(TinyImages.CLASSES)),
        RandomNetworks.of(
            conv(3, 5, 3, Padding.of("2"), 1),
            new Layer.BatchNormalization(),
            function(ActivationFunction.GELU),
            pool(PoolSpec.Kind.AVERAGE, 3, 2, Padding.SAME),
            dense(7),
            function(ActivationFunction.TANH),
            dense(TinyImages.CLASSES)),
        RandomNetworks.of(
            conv(3, 3),
            relu(),
            conv(3, 3, 1, Padding.SAME, 2),
            function(ActivationFunction.SELU),
            new Layer.Shortcut(2),
            new Layer.GlobalPooling(PoolSpec.Kind.MAX),
            dense(TinyImages.CLASSES)),
        RandomNetworks.of(
            conv(3, 3),
            conv(4, 1),
            new Layer.BatchNormalization(),
            new Layer.Branch(2),
            relu(),
            conv(4, 3, 1, Padding.SAME, 1),
            new Layer.Shortcut(3),
            relu(),
            dense(TinyImages.CLASSES)),
        RandomNetworks.of(
            conv(4, 3),
            function(ActivationFunction.RELU6),
            new Layer.Convolution(8, 3, 2, Padding.SAME, 1, 2, true, Initializer.XAVIER_UNIFORM),
            relu(),
            dense(TinyImages.CLASSES)),
        RandomNetworks.of(
            conv(3, 3),
            relu(),
            conv(2, 3),
            new Layer.Concatenation(1),
            new Layer.BatchNormalization(),
            relu(),
            conv(2, 3),
            new Layer.Concatenation(3),
            dense(TinyImages.CLASSES)),
        RandomNetworks.of(
            recurrent(RecurrentSpec.Cell.LSTM, 5, true),
            recurrent(RecurrentSpec.Cell.SIMPLE, 4, false),
            dense(TinyImages.CLASSES)),
        RandomNetworks.of(
            recurrent(RecurrentSpec.Cell.GRU, 5, true),
            recurrent(RecurrentSpec.Cell.GRU, 4, false),
            dense(TinyImages.CLASSES)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void predictionsAreTheEngines(Network network) {
    TrainingEngine engine = Engines.open("dl4j", new EngineSettings(1));
    TrainingSpec training =
        new TrainingSpec(
            1,
            0,
            16,
            0,
            OptimizerSpec.of(OptimizerName.ADAM, 0.01),
            ScheduleSpec.CONSTANT,
            0,
            null,
            null);
    ImageSubset images = TinyImages.images(48);
    try (Model model =
        engine.build(
            new ModelRequest(network, TinyImages.SHAPE, TinyImages.CLASSES, training, 3))) {
      for (int step = 0; step < 5; step++) {
        model.train(images, 0.01, 0, step);
      }
      float[][] expected = model.predict(images);
      Parameters parameters = Parameters.of(model.layerParameters());
      Maps pixels = Maps.of(TinyImages.SHAPE, images);
      for (Convolvers convolvers : List.of(Convolvers.EXACT, Convolvers.of("dl4j"))) {
        try (UnfusedNetwork open =
            new UnfusedNetwork(network, TinyImages.SHAPE, parameters, convolvers)) {
          Maps scores = open.forward(pixels).scores();
          for (int i = 0; i < images.count(); i++) {
            double[] shares = Scores.softmax(scores.image(i).values());
            for (int label = 0; label < shares.length; label++) {
              assertThat(shares[label]).isCloseTo(expected[i][label], within(2e-5));
            }
          }
        }
      }
    }
  }
}
