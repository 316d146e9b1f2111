package dev.ablate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageSubset;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Initializer;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerStatistics;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every engine must do. A subclass says which engine. */
public abstract class TrainingEngineContract {

  private static final int BATCH = 10;

  /** The engine under test. */
  protected abstract TrainingEngine engine();

  @Test
  void learnsWhatIsEasy() {
    try (Model model = engine().build(request(network(), 1))) {
      train(model, TinyImages.images(60), 40);
      assertThat(model.evaluate(TinyImages.images(60)).accuracy()).isGreaterThan(0.95);
    }
  }

  @Test
  void sameSeedGivesTheSameBits() {
    assertThat(trained(5)).isEqualTo(trained(5));
  }

  @Test
  void anotherSeedGivesAnotherResult() {
    assertThat(trained(5)).isNotEqualTo(trained(6));
  }

  @Test
  void aTrialBesideOrBeforeChangesNothing() throws Exception {
    byte[] alone = trained(7);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<byte[]>> results = new ArrayList<>();
      for (long seed : new long[] {7, 8, 9, 7}) {
        results.add(pool.submit(() -> trained(seed)));
      }
      assertThat(results.get(0).get()).isEqualTo(alone);
      assertThat(results.get(3).get()).isEqualTo(alone);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void evaluationIsWhatPredictionsSay() {
    ImageSubset images = TinyImages.images(301);
    try (Model model = engine().build(request(network(), 2))) {
      train(model, TinyImages.images(60), 3);
      float[][] predictions = model.predict(images);
      int correct = 0;
      double loss = 0;
      for (int i = 0; i < predictions.length; i++) {
        int highest = 0;
        for (int j = 1; j < predictions[i].length; j++) {
          highest = predictions[i][j] > predictions[i][highest] ? j : highest;
        }
        correct += highest == images.label(i) ? 1 : 0;
        loss -= Math.log(predictions[i][images.label(i)]);
      }
      Evaluation evaluation = model.evaluate(images);
      assertThat(evaluation.images()).isEqualTo(301);
      assertThat(evaluation.accuracy()).isEqualTo(correct / 301.0);
      assertThat(evaluation.loss()).isCloseTo(loss / 301, within(1e-5));
    }
  }

  @Test
  void evaluationChangesNothing() {
    ImageSubset images = TinyImages.images(60);
    try (Model first = engine().build(request(network(), 3));
        Model second = engine().build(request(network(), 3))) {
      for (int i = 0; i < 4; i++) {
        first.train(images.slice(0, BATCH), 0.01, 0, i);
        second.train(images.slice(0, BATCH), 0.01, 0, i);
        second.evaluate(images);
      }
      assertThat(weights(second)).isEqualTo(weights(first));
    }
  }

  @Test
  void trainMetricsAreOfTheWeightsBeforeEachStepAndTakenOnce() {
    ImageSubset images = TinyImages.images(BATCH);
    try (Model model = engine().build(request(network(List.of()), 4))) {
      assertThat(model.takeTrainMetrics()).isEqualTo(Evaluation.NOTHING);
      Evaluation before = model.evaluate(images);
      model.train(images, 0.01, 0, 0);
      Evaluation metrics = model.takeTrainMetrics();
      assertThat(metrics.loss()).isCloseTo(before.loss(), within(1e-5));
      assertThat(metrics.accuracy()).isEqualTo(before.accuracy());
      assertThat(metrics.images()).isEqualTo(BATCH);
      assertThat(model.takeTrainMetrics()).isEqualTo(Evaluation.NOTHING);
    }
  }

  @Test
  void divergenceShowsInTrainMetrics() {
    try (Model model = engine().build(request(network(), 5))) {
      for (int i = 0; i < 20; i++) {
        model.train(TinyImages.images(BATCH), 1e38, 0, i);
      }
      assertThat(model.takeTrainMetrics().loss()).isNotFinite();
    }
  }

  @Test
  void storedWeightsPredictTheSame() throws IOException {
    ImageSubset images = TinyImages.images(20);
    try (Model trained = engine().build(request(network(), 6));
        Model other = engine().build(request(network(), 99))) {
      train(trained, TinyImages.images(60), 2);
      assertThat(other.predict(images)).isNotEqualTo(trained.predict(images));
      other.readWeights(input(weights(trained)));
      assertThat(other.predict(images)).isEqualTo(trained.predict(images));
    }
  }

  @Test
  void foreignOrDamagedWeightsAreRefusedAndNothingChanges() throws IOException {
    try (Model model = engine().build(request(network(), 6));
        Model other = engine().build(request(network(List.of()), 6))) {
      byte[] before = weights(model);
      assertThatThrownBy(() -> model.readWeights(input(weights(other))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another network");
      byte[] damaged = before.clone();
      damaged[damaged.length / 2] ^= 1;
      assertThatThrownBy(() -> model.readWeights(input(damaged)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("damaged");
      assertThat(weights(model)).isEqualTo(before);
    }
  }

  @Test
  void weightsBelowTheOutputFitAnotherOutput() throws IOException {
    try (Model trained = engine().build(request(network(), 6));
        Model other =
            engine()
                .build(
                    new ModelRequest(
                        network(7), TinyImages.SHAPE, 7, request(network(), 6).training(), 99))) {
      train(trained, TinyImages.images(60), 2);
      other.readWeightsBelowOutput(input(weights(trained)));
      List<LayerStatistics> wanted = trained.layerStatistics(TinyImages.images(20));
      List<LayerStatistics> actual = other.layerStatistics(TinyImages.images(20));
      for (int i = 0; i < wanted.size() - 1; i++) {
        assertThat(actual.get(i).mean()).isEqualTo(wanted.get(i).mean());
      }
      assertThat(actual.get(wanted.size() - 1).weightNorm())
          .isNotEqualTo(wanted.get(wanted.size() - 1).weightNorm());
    }
  }

  @Test
  void weightsOfAnotherBodyAreRefused() throws IOException {
    try (Model model = engine().build(request(network(), 6));
        Model other = engine().build(request(network(List.of()), 6))) {
      byte[] before = weights(model);
      assertThatThrownBy(() -> model.readWeightsBelowOutput(input(weights(other))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another network");
      assertThat(weights(model)).isEqualTo(before);
    }
  }

  @Test
  void resumedTrainingGoesOnToTheBit() throws IOException {
    for (OptimizerName optimizer : OptimizerName.values()) {
      ModelRequest request = request(network(), 7, OptimizerSpec.of(optimizer, 0.01));
      try (Model through = engine().build(request);
          Model resumed = engine().build(request)) {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        for (int i = 0; i < 6; i++) {
          if (i == 3) {
            through.writeState(new DataOutputStream(state));
            resumed.readState(input(state.toByteArray()));
          }
          through.train(TinyImages.images(BATCH), 0.01, 0, i);
          if (i >= 3) {
            resumed.train(TinyImages.images(BATCH), 0.01, 0, i);
          }
        }
        assertThat(weights(resumed)).as(optimizer.name()).isEqualTo(weights(through));
      }
    }
  }

  @Test
  void whatNetworksShareBeginsAlikeInBoth() {
    try (Model plain = engine().build(request(network(List.of()), 8));
        Model more = engine().build(request(network(), 8))) {
      List<ParameterArray> shared =
          plain.layerParameters().stream().filter(array -> array.layer().equals("conv")).toList();
      assertThat(shared).isNotEmpty();
      for (ParameterArray array : shared) {
        assertThat(
                more.layerParameters().stream()
                    .filter(other -> other.layer().equals("conv") && other.role() == array.role())
                    .map(ParameterArray::values))
            .containsExactly(array.values());
      }
    }
  }

  @Test
  void dropoutDrawsTheSameWhereverItStands() {
    NamedLayer dropout = new NamedLayer("dropout", new Layer.Dropout(0.5));
    NamedLayer nothing =
        new NamedLayer("nothing", new Layer.Pooling(PoolSpec.Kind.MAX, 1, 1, Padding.VALID));
    try (Model plain = engine().build(request(network(List.of(dropout)), 8));
        Model more = engine().build(request(network(List.of(nothing, dropout)), 8))) {
      for (int i = 0; i < 3; i++) {
        plain.train(TinyImages.images(BATCH), 0.01, 0, i);
        more.train(TinyImages.images(BATCH), 0.01, 0, i);
        assertThat(more.takeTrainMetrics()).isEqualTo(plain.takeTrainMetrics());
      }
    }
  }

  @Test
  void namesItsDevice() {
    assertThat(engine().device()).isNotBlank();
  }

  private byte[] trained(long seed) {
    try (Model model = engine().build(request(network(), seed))) {
      train(model, TinyImages.images(57), 3);
      return weights(model);
    }
  }

  private static void train(Model model, ImageSubset images, int epochs) {
    int iteration = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int from = 0; from < images.count(); from += BATCH) {
        int count = Math.min(BATCH, images.count() - from);
        model.train(images.slice(from, count), 0.01, epoch, iteration++);
      }
    }
  }

  private static byte[] weights(Model model) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      model.writeWeights(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static ModelRequest request(Network network, long seed) {
    return request(network, seed, OptimizerSpec.of(OptimizerName.ADAM, 0.01));
  }

  private static ModelRequest request(Network network, long seed, OptimizerSpec optimizer) {
    TrainingSpec training =
        new TrainingSpec(1, 0, BATCH, 0, optimizer, ScheduleSpec.CONSTANT, 0, null, null);
    return new ModelRequest(network, TinyImages.SHAPE, TinyImages.CLASSES, training, seed);
  }

  /** Convolution, pooling and product, with batch norm and dropout between. */
  private static Network network() {
    return network(
        List.of(
            new NamedLayer("norm", new Layer.BatchNormalization()),
            new NamedLayer("dropout", new Layer.Dropout(0.2))));
  }

  private static Network network(int classes) {
    List<NamedLayer> layers = new ArrayList<>(network().layers());
    layers.set(
        layers.size() - 1,
        new NamedLayer("output", new Layer.Dense(classes, true, Initializer.XAVIER_UNIFORM)));
    return new Network(layers, Loss.CROSS_ENTROPY);
  }

  private static Network network(List<NamedLayer> between) {
    List<NamedLayer> layers = new ArrayList<>();
    layers.add(
        new NamedLayer(
            "conv",
            new Layer.Convolution(4, 3, 1, Padding.SAME, 1, true, Initializer.XAVIER_UNIFORM)));
    layers.add(new NamedLayer("relu", new Layer.Activation(ActivationFunction.RELU)));
    layers.add(new NamedLayer("pool", new Layer.Pooling(PoolSpec.Kind.MAX, 2, 2, Padding.VALID)));
    layers.addAll(between);
    layers.add(
        new NamedLayer(
            "output", new Layer.Dense(TinyImages.CLASSES, true, Initializer.XAVIER_UNIFORM)));
    return new Network(layers, Loss.CROSS_ENTROPY);
  }
}
