package dev.ablate.engine.dl4j;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.ParameterArray;
import dev.ablate.engine.definition.InitialWeights;
import dev.ablate.engine.definition.MemoryNeed;
import dev.ablate.engine.definition.MemoryPool;
import dev.ablate.engine.definition.Objective;
import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.WeightsFormat;
import dev.ablate.engine.dl4j.batch.HostScoreSum;
import dev.ablate.engine.dl4j.batch.ImageBatches;
import dev.ablate.engine.dl4j.batch.ImageFeed;
import dev.ablate.engine.dl4j.batch.ScoreSum;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.engine.dl4j.compute.OwnedArrays;
import dev.ablate.engine.dl4j.compute.Scratch;
import dev.ablate.engine.dl4j.device.DeviceImageFeed;
import dev.ablate.engine.dl4j.device.DeviceScoreSum;
import dev.ablate.engine.dl4j.layer.DropoutClock;
import dev.ablate.engine.dl4j.onednn.OneDnn;
import dev.ablate.engine.dl4j.update.Optimizer;
import dev.ablate.engine.dl4j.update.WeightAverage;
import dev.ablate.model.LayerStatistics;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.training.RegularisationSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph, its objective and its optimizer. */
final class Dl4jModel implements Model {

  private final ComputePath path;
  private final MemoryPool.Share memory;
  private final int classes;
  private final int evaluationBatch;
  private final TrainableGraph graph;
  private final OneDnn oneDnn;
  private final OwnedArrays arrays;
  private final Objective objective;
  private final INDArray parameters;
  private final ParameterLayout layout;
  private final LayerInspection inspection;
  private final Set<Integer> inspectedEpochs;
  private final Optimizer optimizer;
  private final Optional<WeightAverage> average;
  private final DropoutClock dropout;
  private final ImageFeed feed;
  private final ScoreSum trainScores;
  private final ScoreSum evaluationScores;
  private final Network network;

  /**
   * Built at a site.
   *
   * @param memory that it holds until it is closed
   */
  Dl4jModel(ModelRequest request, ModelSite site, MemoryPool.Share memory) {
    this.path = site.path();
    this.memory = memory;
    this.classes = request.classes();
    this.evaluationBatch = evaluationBatch(request, path);
    RegularisationSpec regularisation = request.training().regularisation();
    this.objective =
        new Objective(request.network().loss(), classes, regularisation.labelSmoothing());
    this.arrays = new OwnedArrays(path.dataType());
    this.dropout = new DropoutClock(request.seed());
    this.graph = GraphBuilder.build(request, path.dataType());
    LayerExchange.dropout(graph, request.network(), dropout);
    LayerExchange.activations(graph);
    LayerExchange.recurrent(graph, arrays);
    this.oneDnn = path == ComputePath.FAST ? new OneDnn() : null;
    if (oneDnn != null) {
      FastPath.take(graph, request.network(), oneDnn);
    }
    LayerExchange.grouped(graph);
    if (path == ComputePath.DEVICE) {
      DevicePath.take(graph, request.network());
      DeviceImageFeed device = new DeviceImageFeed(request.input(), classes, site.images());
      this.feed = device;
      this.trainScores =
          regularisation.softensTargets()
              ? new HostScoreSum(objective)
              : new DeviceScoreSum(request.network().loss(), classes, device::labels);
      this.evaluationScores = new DeviceScoreSum(request.network().loss(), classes, device::labels);
    } else {
      this.feed = new ImageBatches(request.input(), path.dataType());
      this.trainScores = new HostScoreSum(objective);
      this.evaluationScores = new HostScoreSum(objective);
    }
    this.parameters = graph.parameters();
    this.layout = ParameterLayout.of(request.network(), request.input());
    GraphLayout.require(graph, layout);
    this.inspection = new LayerInspection(request.network(), graph, layout);
    this.inspectedEpochs = new HashSet<>(request.training().layerStats().atEpochs());
    this.optimizer =
        new Optimizer(
            request.training(),
            layout,
            rateFactors(request.network()),
            parameters,
            graph.gradients());
    this.network = request.network();
    double[] initial = InitialWeights.draw(layout, request.seed());
    NativeArrays.write(initial, initial.length, parameters);
    this.average =
        regularisation.weightAverage() > 0
            ? Optional.of(new WeightAverage(regularisation.weightAverage(), parameters))
            : Optional.empty();
  }

  /** What it takes of native memory, about. */
  static MemoryNeed need(ModelRequest request, ComputePath path) {
    return MemoryNeed.of(request, evaluationBatch(request, path), path.dataType().width());
  }

  private static int evaluationBatch(ModelRequest request, ComputePath path) {
    return MemoryNeed.evaluationBatch(request, path.evaluationBatch());
  }

  private static Map<String, Double> rateFactors(Network network) {
    return network.layers().stream()
        .collect(Collectors.toMap(NamedLayer::name, NamedLayer::rateFactor));
  }

  @Override
  public void train(ImageSubset batch, double learningRate, int epoch, int iteration) {
    backpropagate(batch, epoch, iteration);
    if (inspectedEpochs.contains(epoch + 1)) {
      inspection.stepDone();
    }
    optimizer.step(learningRate, epoch);
    average.ifPresent(mean -> mean.follow(optimizer.steps()));
  }

  /** Does something with the weights that are evaluated and stored. */
  private <T> T averaged(Supplier<T> work) {
    return average.map(mean -> mean.apply(work)).orElseGet(work);
  }

  @Override
  public List<LayerStatistics> layerStatistics(ImageSubset images) {
    return inspection.statistics(
        () ->
            IntStream.iterate(0, from -> from < images.count(), from -> from + evaluationBatch)
                .mapToObj(
                    from -> images.slice(from, Math.min(evaluationBatch, images.count() - from)))
                .map(feed::images)
                .iterator());
  }

  /** The step without its end: fills {@link #gradients} and counts loss and accuracy. */
  void backpropagate(ImageSubset batch, int epoch, int iteration) {
    dropout.set(epoch, iteration);
    INDArray scores = graph.forward(feed.images(batch), true);
    graph.backward(trainScores.add(scores, batch));
  }

  @Override
  public Evaluation takeTrainMetrics() {
    Evaluation metrics = trainScores.take();
    if (metrics.images() == 0) {
      return metrics;
    }
    // A rectifier may swallow NaN on its way to the loss; the weights show it always.
    double finite = parameters.sumNumber().doubleValue() * 0;
    return new Evaluation(metrics.loss() + finite, metrics.accuracy(), metrics.images());
  }

  @Override
  public Evaluation evaluate(ImageSubset images) {
    return averaged(() -> measure(images));
  }

  private Evaluation measure(ImageSubset images) {
    for (int from = 0; from < images.count(); from += evaluationBatch) {
      ImageSubset batch = images.slice(from, Math.min(evaluationBatch, images.count() - from));
      evaluationScores.add(graph.forward(feed.images(batch), false), batch);
    }
    return evaluationScores.take();
  }

  @Override
  public float[][] predict(ImageSubset images) {
    return averaged(() -> predictions(images));
  }

  private float[][] predictions(ImageSubset images) {
    float[][] predictions = new float[images.count()][classes];
    double[] row = new double[classes];
    for (int from = 0; from < images.count(); from += evaluationBatch) {
      ImageSubset batch = images.slice(from, Math.min(evaluationBatch, images.count() - from));
      double[] scores = scores(batch);
      for (int i = 0; i < batch.count(); i++) {
        System.arraycopy(scores, i * classes, row, 0, classes);
        objective.predict(row);
        for (int j = 0; j < classes; j++) {
          predictions[from + i][j] = (float) row[j];
        }
      }
    }
    return predictions;
  }

  /** Class scores without dropout, {@code [images * classes]}. */
  private double[] scores(ImageSubset batch) {
    INDArray scores = graph.forward(feed.images(batch), false);
    return NativeArrays.read(scores.ordering() == 'c' ? scores : scores.dup('c'));
  }

  @Override
  public List<ParameterArray> layerParameters() {
    return layout.arrays(NativeArrays.read(average.map(WeightAverage::vector).orElse(parameters)));
  }

  @Override
  public void writeWeights(DataOutput out) throws IOException {
    write(out, List.of(average.map(WeightAverage::vector).orElse(parameters)));
  }

  @Override
  public void readWeights(DataInput in) throws IOException {
    read(in, List.of(parameters));
    average.ifPresent(WeightAverage::restart);
  }

  @Override
  public void readWeightsBelowOutput(DataInput in) throws IOException {
    int end = layout.outputAt(network);
    WeightsFormat.Content content = WeightsFormat.readBelow(in, layout.fingerprints(), end);
    long count = layout.segments().get(end).offset();
    NativeArrays.write(content.vectors().get(0), Math.toIntExact(count), parameters);
    average.ifPresent(WeightAverage::restart);
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    write(out, stateVectors());
  }

  @Override
  public void readState(DataInput in) throws IOException {
    optimizer.resume(read(in, stateVectors()));
  }

  private List<INDArray> stateVectors() {
    List<INDArray> vectors = new ArrayList<>(List.of(parameters));
    vectors.addAll(optimizer.state());
    average.map(WeightAverage::vector).ifPresent(vectors::add);
    return vectors;
  }

  private void write(DataOutput out, List<INDArray> vectors) throws IOException {
    WeightsFormat.write(
        out,
        layout.fingerprint(),
        path == ComputePath.EXACT,
        optimizer.steps(),
        lengths(vectors),
        i -> NativeArrays.read(vectors.get(i)));
  }

  private int read(DataInput in, List<INDArray> vectors) throws IOException {
    long[] lengths = lengths(vectors);
    WeightsFormat.Content content = WeightsFormat.read(in, layout.fingerprint(), lengths);
    for (int i = 0; i < lengths.length; i++) {
      NativeArrays.write(content.vectors().get(i), Math.toIntExact(lengths[i]), vectors.get(i));
    }
    return content.steps();
  }

  private static long[] lengths(List<INDArray> vectors) {
    return vectors.stream().mapToLong(INDArray::length).toArray();
  }

  /** What the flat vectors consist of. */
  ParameterLayout layout() {
    return layout;
  }

  /** The flat vector of all parameters. */
  INDArray parameters() {
    return parameters;
  }

  /** The flat gradient of the last {@link #backpropagate}. */
  INDArray gradients() {
    return graph.gradients();
  }

  /** Whether a parameter is a running statistic, which has no gradient. */
  boolean isStatistic(long index) {
    return layout.segments().stream()
        .filter(segment -> !segment.kind().trained())
        .anyMatch(
            segment -> index >= segment.offset() && index < segment.offset() + segment.length());
  }

  @Override
  public void close() {
    if (oneDnn != null) {
      oneDnn.close();
    }
    graph.closeLayers();
    arrays.close();
    Scratch.release();
    NativeArrays.close(graph.gradients());
    optimizer.state().forEach(NativeArrays::close);
    average.map(WeightAverage::vector).ifPresent(NativeArrays::close);
    NativeArrays.close(parameters);
    memory.close();
  }
}
