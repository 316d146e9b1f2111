package dev.ablate.engine.dl4j.batch;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.Target;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.definition.Objective;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** In Java and double precision: the definition. */
public final class HostScoreSum implements ScoreSum {

  private final Objective objective;
  private INDArray gradient;
  private double loss;
  private long correct;
  private long images;

  public HostScoreSum(Objective objective) {
    this.objective = objective;
  }

  @Override
  public INDArray add(INDArray scores, ImageSubset batch) {
    double[] values = NativeArrays.read(scores.ordering() == 'c' ? scores : scores.dup('c'));
    int classes = values.length / batch.count();
    double[] row = new double[classes];
    for (int i = 0; i < batch.count(); i++) {
      System.arraycopy(values, i * classes, row, 0, classes);
      Target target = batch.target(i);
      correct += isHighest(row, target.label()) ? 1 : 0;
      loss += objective.lossAndGradient(row, target);
      for (int j = 0; j < classes; j++) {
        values[i * classes + j] = row[j] / batch.count();
      }
    }
    images += batch.count();
    if (gradient == null || gradient.length() != values.length) {
      gradient = Nd4j.createUninitialized(scores.dataType(), batch.count(), classes);
    }
    NativeArrays.write(values, values.length, gradient);
    return gradient;
  }

  @Override
  public Evaluation take() {
    if (images == 0) {
      return Evaluation.NOTHING;
    }
    Evaluation means = new Evaluation(loss / images, (double) correct / images, images);
    loss = 0;
    correct = 0;
    images = 0;
    return means;
  }

  /** Whether the label's score is above every other; NaN is never. */
  private static boolean isHighest(double[] scores, int label) {
    for (int i = 0; i < scores.length; i++) {
      if (i != label && !(scores[label] > scores[i])) {
        return false;
      }
    }
    return true;
  }
}
