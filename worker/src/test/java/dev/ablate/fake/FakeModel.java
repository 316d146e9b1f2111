package dev.ablate.fake;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.ParameterArray;
import dev.ablate.model.LayerStatistics;
import dev.ablate.spec.Seeds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The model of {@link FakeEngine}. */
final class FakeModel implements Model {

  private static final int FAULTY_ITERATION = 2;

  private final int classes;
  private final int inputs;
  private final double momentum;
  private final long seed;

  /** {@code [classes][inputs]}; no biases. */
  private final float[][] weights;

  private final float[][] velocity;
  private Evaluation taken = Evaluation.NOTHING;

  FakeModel(ModelRequest request) {
    this.classes = request.classes();
    this.inputs = Math.toIntExact(request.input().size());
    this.momentum = request.training().optimizer().effectiveMomentum();
    this.seed = request.seed();
    this.weights = new float[classes][inputs];
    this.velocity = new float[classes][inputs];
    SplittableRandom random = Seeds.random(seed, Seeds.Purpose.INITIAL_WEIGHTS, 0, 0);
    for (float[] row : weights) {
      for (int i = 0; i < inputs; i++) {
        row[i] = (float) (0.01 * (random.nextDouble() - 0.5));
      }
    }
  }

  @Override
  public void train(ImageSubset batch, double learningRate, int epoch, int iteration) {
    if (iteration == FAULTY_ITERATION) {
      fail();
    }
    float[] pixels = pixels(batch);
    float[][] gradient = new float[classes][inputs];
    taken = taken.plus(pass(batch, pixels, gradient));
    for (int k = 0; k < classes; k++) {
      for (int i = 0; i < inputs; i++) {
        velocity[k][i] = (float) (momentum * velocity[k][i] + gradient[k][i] / batch.count());
        weights[k][i] -= (float) (learningRate * velocity[k][i]);
      }
    }
  }

  private void fail() {
    if (seed == FakeEngine.THROWING_SEED) {
      throw new IllegalStateException("the fake engine was told\nto fail");
    }
    if (seed == FakeEngine.HUNGRY_SEED) {
      throw new OutOfMemoryError("wanted 10 TB");
    }
    if (seed == FakeEngine.DIVERGING_SEED) {
      Arrays.fill(weights[0], Float.NaN);
    }
  }

  @Override
  public Evaluation takeTrainMetrics() {
    Evaluation result = taken;
    taken = Evaluation.NOTHING;
    return result;
  }

  @Override
  public Evaluation evaluate(ImageSubset images) {
    return pass(images, pixels(images), null);
  }

  /** One layer, of which only the mean score is told. */
  @Override
  public List<LayerStatistics> layerStatistics(ImageSubset images) {
    float[] pixels = pixels(images);
    double mean = 0;
    for (int image = 0; image < images.count(); image++) {
      mean += Arrays.stream(scores(pixels, image)).average().orElseThrow() / images.count();
    }
    return List.of(new LayerStatistics(0, "output", mean, 0, 0, List.of(), List.of(), null, null));
  }

  @Override
  public float[][] predict(ImageSubset images) {
    float[] pixels = pixels(images);
    float[][] predictions = new float[images.count()][classes];
    for (int image = 0; image < images.count(); image++) {
      double[] scores = scores(pixels, image);
      double normaliser = logSumExp(scores);
      for (int k = 0; k < classes; k++) {
        predictions[image][k] = (float) Math.exp(scores[k] - normaliser);
      }
    }
    return predictions;
  }

  private float[] pixels(ImageSubset images) {
    float[] pixels = new float[images.count() * inputs];
    images.writePixels(pixels);
    return pixels;
  }

  /** Adds each image's gradient where there is an array for it. */
  private Evaluation pass(ImageSubset images, float[] pixels, float[][] gradient) {
    double loss = 0;
    int right = 0;
    for (int image = 0; image < images.count(); image++) {
      double[] scores = scores(pixels, image);
      double normaliser = logSumExp(scores);
      int label = images.label(image);
      loss += normaliser - scores[label];
      right += isLargest(scores, label) ? 1 : 0;
      for (int k = 0; k < classes && gradient != null; k++) {
        double error = Math.exp(scores[k] - normaliser) - (k == label ? 1 : 0);
        for (int i = 0; i < inputs; i++) {
          gradient[k][i] += (float) (error * pixels[image * inputs + i]);
        }
      }
    }
    return new Evaluation(loss / images.count(), (double) right / images.count(), images.count());
  }

  private double[] scores(float[] pixels, int image) {
    double[] scores = new double[classes];
    for (int k = 0; k < classes; k++) {
      for (int i = 0; i < inputs; i++) {
        scores[k] += weights[k][i] * pixels[image * inputs + i];
      }
    }
    return scores;
  }

  private static double logSumExp(double[] scores) {
    double largest = Arrays.stream(scores).max().orElseThrow();
    return largest + Math.log(Arrays.stream(scores).map(s -> Math.exp(s - largest)).sum());
  }

  private static boolean isLargest(double[] scores, int label) {
    return Arrays.stream(scores).allMatch(score -> score <= scores[label]);
  }

  @Override
  public List<ParameterArray> layerParameters() {
    return List.of();
  }

  @Override
  public void writeWeights(DataOutput out) throws IOException {
    write(weights, out);
  }

  @Override
  public void readWeights(DataInput in) throws IOException {
    read(weights, in);
  }

  /** All there is, is the output layer. */
  @Override
  public void readWeightsBelowOutput(DataInput in) {}

  @Override
  public void writeState(DataOutput out) throws IOException {
    write(weights, out);
    write(velocity, out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    read(weights, in);
    read(velocity, in);
  }

  private static void write(float[][] values, DataOutput out) throws IOException {
    for (float[] row : values) {
      for (float value : row) {
        out.writeFloat(value);
      }
    }
  }

  private static void read(float[][] values, DataInput in) throws IOException {
    for (float[] row : values) {
      for (int i = 0; i < row.length; i++) {
        row[i] = in.readFloat();
      }
    }
  }

  @Override
  public void close() {}
}
