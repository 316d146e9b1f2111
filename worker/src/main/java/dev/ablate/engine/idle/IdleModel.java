package dev.ablate.engine.idle;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ParameterArray;
import dev.ablate.model.LayerStatistics;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Finds every class as likely as any other, and learns nothing; its steps may take time. */
final class IdleModel implements Model {

  private final int classes;
  private final long stepNanos;
  private long trained;

  IdleModel(int classes, long stepNanos) {
    this.classes = classes;
    this.stepNanos = stepNanos;
  }

  @Override
  public void train(ImageSubset batch, double learningRate, int epoch, int iteration) {
    trained += batch.count();
    long end = System.nanoTime() + stepNanos;
    for (long left = stepNanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public Evaluation takeTrainMetrics() {
    Evaluation result = guesses(trained);
    trained = 0;
    return result;
  }

  @Override
  public Evaluation evaluate(ImageSubset images) {
    return guesses(images.count());
  }

  private Evaluation guesses(long images) {
    return images == 0
        ? Evaluation.NOTHING
        : new Evaluation(Math.log(classes), 1.0 / classes, images);
  }

  @Override
  public float[][] predict(ImageSubset images) {
    float[][] probabilities = new float[images.count()][classes];
    for (float[] row : probabilities) {
      Arrays.fill(row, 1f / classes);
    }
    return probabilities;
  }

  @Override
  public List<LayerStatistics> layerStatistics(ImageSubset images) {
    return List.of();
  }

  @Override
  public List<ParameterArray> layerParameters() {
    return List.of();
  }

  @Override
  public void writeWeights(DataOutput out) {}

  @Override
  public void readWeights(DataInput in) {}

  @Override
  public void readWeightsBelowOutput(DataInput in) {}

  @Override
  public void writeState(DataOutput out) {}

  @Override
  public void readState(DataInput in) {}

  @Override
  public void close() {}
}
