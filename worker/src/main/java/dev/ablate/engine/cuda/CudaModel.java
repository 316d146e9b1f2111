package dev.ablate.engine.cuda;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.ParameterArray;
import dev.ablate.engine.definition.InitialWeights;
import dev.ablate.engine.definition.MemoryNeed;
import dev.ablate.engine.definition.Objective;
import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.WeightsFormat;
import dev.ablate.model.LayerStatistics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A network whose every number is on a device, and whose step is one recorded piece of work. */
final class CudaModel implements Model {

  /** Images evaluated at a time, at most, unless training has more. */
  private static final int EVALUATION_BATCH = 256;

  private final ModelRequest request;
  private final int batchSize;
  private final int evaluationBatch;
  private final Device device;
  private final DeviceStream stream;
  private final Arena arena;
  private final Vectors vectors;
  private final StepRecords records;
  private final DropoutSeeds dropout;
  private final LayerMaker maker;
  private final Layers layers;
  private final ImageSource source;
  private final Update update;
  private final Scores trainScores;
  private final Scores evaluationScores;
  private final FiniteCheck finite;
  private final Programs programs;
  private final Set<Integer> inspectedEpochs;
  private boolean gradientInspected;
  private int steps;

  static int evaluationBatch(ModelRequest request) {
    return MemoryNeed.evaluationBatch(request, EVALUATION_BATCH);
  }

  CudaModel(ModelRequest request, Device device) {
    this.request = request;
    this.batchSize = request.training().batchSize();
    this.evaluationBatch = evaluationBatch(request);
    this.device = device;
    this.stream = device.open();
    this.arena = new Arena(device);
    try {
      this.vectors = Vectors.of(ParameterLayout.of(request.network(), request.input()), arena);
      this.dropout = new DropoutSeeds(request.network(), request.seed());
      this.records = new StepRecords(stream, arena, dropout.count());
      this.maker =
          new LayerMaker(
              request.network(),
              vectors,
              stream,
              arena,
              records.address(),
              arena.take(Product.WORKSPACE_BYTES));
      this.layers =
          new Layers(request, new Layers.Extent(evaluationBatch, batchSize, true), arena, maker);
      this.source =
          new ImageSource(
              stream, arena, device.images(), records, layers.images(), evaluationBatch);
      this.update =
          new Update(
              request.training(), request.network(), vectors.layout(), vectors, stream, arena);
      this.trainScores = new Scores(request.network().loss(), stream, arena);
      this.evaluationScores = new Scores(request.network().loss(), stream, arena);
      this.finite = new FiniteCheck(vectors, stream, arena);
      this.programs = new Programs(stream, this::launch);
      this.inspectedEpochs = new HashSet<>(request.training().layerStats().atEpochs());
      stream.clear(vectors.gradient(), (long) vectors.size() * Float.BYTES);
      write(
          InitialWeights.draw(vectors.layout(), request.seed()),
          vectors.size(),
          vectors.parameters());
    } catch (RuntimeException | OutOfMemoryError e) {
      stream.close();
      arena.close();
      throw e;
    }
  }

  /** Asks for the launches of a program. */
  private void launch(Programs.Key key) {
    boolean training = key.kind() == Programs.Kind.STEP || key.kind() == Programs.Kind.GRADIENT;
    Pass pass = new Pass(stream, key.count(), training);
    if (key.cuts()) {
      source.cut(pass);
    }
    layers.forward(pass);
    if (key.kind() == Programs.Kind.EVALUATION) {
      evaluationScores.launch(pass, records.address(), layers.scores(), 0);
    }
    if (training) {
      trainScores.launch(pass, records.address(), layers.scores(), layers.scoreGradient());
      layers.backward(pass);
    }
    if (key.kind() == Programs.Kind.STEP) {
      update.launch(stream, records.address());
    }
  }

  private void run(Programs.Kind kind, ImageSubset batch) {
    source.describe(batch);
    records.send();
    programs.run(new Programs.Key(kind, batch.count(), !batch.isAugmented()));
  }

  @Override
  public void train(ImageSubset batch, double learningRate, int epoch, int iteration) {
    steps++;
    update.describe(records, learningRate, steps, epoch);
    train(Programs.Kind.STEP, batch, epoch, iteration);
    gradientInspected = inspectedEpochs.contains(epoch + 1);
  }

  /** A step without its update: fills {@link #gradients} and counts loss and accuracy. */
  void backpropagate(ImageSubset batch, int epoch, int iteration) {
    train(Programs.Kind.GRADIENT, batch, epoch, iteration);
  }

  private void train(Programs.Kind kind, ImageSubset batch, int epoch, int iteration) {
    if (batch.count() > batchSize) {
      throw new IllegalArgumentException(
          "a batch of " + batch.count() + " images where at most " + batchSize + " were said");
    }
    dropout.describe(records, epoch, iteration);
    run(kind, batch);
    trainScores.count(batch.count());
  }

  @Override
  public Evaluation takeTrainMetrics() {
    Evaluation metrics = trainScores.take(stream);
    if (metrics.images() == 0 || finite.holds()) {
      return metrics;
    }
    // A rectifier may swallow NaN on its way to the loss; the weights show it always.
    return new Evaluation(Double.NaN, metrics.accuracy(), metrics.images());
  }

  @Override
  public Evaluation evaluate(ImageSubset images) {
    eachBatch(
        images,
        batch -> {
          run(Programs.Kind.EVALUATION, batch);
          evaluationScores.count(batch.count());
        });
    return evaluationScores.take(stream);
  }

  @Override
  public float[][] predict(ImageSubset images) {
    Objective objective = new Objective(request.network().loss(), request.classes());
    List<float[]> predictions = new ArrayList<>();
    double[] row = new double[request.classes()];
    eachBatch(
        images,
        batch -> {
          run(Programs.Kind.PREDICTION, batch);
          float[] scores =
              Transfer.floats(stream, layers.scores().address(), batch.count() * row.length);
          for (int i = 0; i < batch.count(); i++) {
            for (int j = 0; j < row.length; j++) {
              row[j] = scores[i * row.length + j];
            }
            objective.predict(row);
            float[] prediction = new float[row.length];
            for (int j = 0; j < row.length; j++) {
              prediction[j] = (float) row[j];
            }
            predictions.add(prediction);
          }
        });
    return predictions.toArray(float[][]::new);
  }

  private void eachBatch(ImageSubset images, Consumer<ImageSubset> consumer) {
    for (int from = 0; from < images.count(); from += evaluationBatch) {
      consumer.accept(images.slice(from, Math.min(evaluationBatch, images.count() - from)));
    }
  }

  @Override
  public List<LayerStatistics> layerStatistics(ImageSubset images) {
    try (Inspection inspection = new Inspection(request, device, maker, evaluationBatch)) {
      return inspection.statistics(
          consumer -> eachBatch(images, consumer),
          batch -> {
            source.describe(batch);
            records.send();
            source.cut(new Pass(stream, batch.count(), false));
            return layers.images();
          },
          norms(vectors.parameters()),
          gradientInspected ? norms(vectors.gradient()) : null);
    }
  }

  private Norms norms(long vector) {
    return Norms.of(vectors.layout(), Transfer.floats(stream, vector, vectors.size()));
  }

  @Override
  public List<ParameterArray> layerParameters() {
    return vectors.layout().arrays(parameters());
  }

  @Override
  public void writeWeights(DataOutput out) throws IOException {
    write(out, List.of(vectors.parameters()));
  }

  @Override
  public void readWeights(DataInput in) throws IOException {
    read(in, List.of(vectors.parameters()));
  }

  @Override
  public void readWeightsBelowOutput(DataInput in) throws IOException {
    int end = vectors.layout().outputAt(request.network());
    WeightsFormat.Content content =
        WeightsFormat.readBelow(in, vectors.layout().fingerprints(), end);
    long count = vectors.layout().segments().get(end).offset();
    write(content.vectors().get(0), Math.toIntExact(count), vectors.parameters());
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    write(out, stateVectors());
  }

  @Override
  public void readState(DataInput in) throws IOException {
    steps = read(in, stateVectors());
  }

  private List<Long> stateVectors() {
    List<Long> addresses = new ArrayList<>(List.of(vectors.parameters()));
    addresses.addAll(update.state());
    return addresses;
  }

  private void write(DataOutput out, List<Long> addresses) throws IOException {
    WeightsFormat.write(
        out,
        vectors.layout().fingerprint(),
        false,
        steps,
        lengths(addresses),
        i -> doubles(addresses.get(i)));
  }

  private long[] lengths(List<Long> addresses) {
    return addresses.stream().mapToLong(address -> vectors.size()).toArray();
  }

  private int read(DataInput in, List<Long> addresses) throws IOException {
    long[] lengths = lengths(addresses);
    WeightsFormat.Content content = WeightsFormat.read(in, vectors.layout().fingerprint(), lengths);
    for (int i = 0; i < lengths.length; i++) {
      write(content.vectors().get(i), vectors.size(), addresses.get(i));
    }
    return content.steps();
  }

  private void write(double[] values, int count, long address) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) values[i];
    }
    Transfer.floats(stream, floats, address);
  }

  /** All parameters. */
  double[] parameters() {
    return doubles(vectors.parameters());
  }

  /** The gradient of the last step. */
  double[] gradients() {
    return doubles(vectors.gradient());
  }

  private double[] doubles(long address) {
    float[] floats = Transfer.floats(stream, address, vectors.size());
    double[] values = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  @Override
  public void close() {
    stream.await();
    programs.close();
    stream.close();
    arena.close();
  }
}
