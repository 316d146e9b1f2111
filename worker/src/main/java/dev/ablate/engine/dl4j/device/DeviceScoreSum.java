package dev.ablate.engine.dl4j.device;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.definition.Objective;
import dev.ablate.engine.dl4j.batch.ScoreSum;
import dev.ablate.engine.dl4j.compute.Scratch;
import dev.ablate.model.Loss;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Where the scores are: nothing is read back before {@link #take}. Computes what {@link Objective}
 * defines, in single precision; sums are in double.
 */
public final class DeviceScoreSum implements ScoreSum {

  private final Loss loss;
  private final int classes;
  private final Function<ImageSubset, INDArray> labels;
  private final INDArray lossSum = Nd4j.create(DataType.DOUBLE, 1);
  private final INDArray correctSum = Nd4j.create(DataType.DOUBLE, 1);
  private INDArray gradient;
  private long images;

  /**
   * Over batches whose labels a function gives.
   *
   * @param labels one row an image, 1 at its class: {@code [count, classes]}
   */
  public DeviceScoreSum(Loss loss, int classes, Function<ImageSubset, INDArray> labels) {
    this.loss = loss;
    this.classes = classes;
    this.labels = labels;
  }

  @Override
  public INDArray add(INDArray scores, ImageSubset batch) {
    images += batch.count();
    if (gradient == null || gradient.size(0) != batch.count()) {
      gradient = Nd4j.createUninitialized(scores.dataType(), batch.count(), classes);
    }
    Scratch.run(() -> count(scores, labels.apply(batch)));
    return gradient;
  }

  private void count(INDArray scores, INDArray truth) {
    INDArray own = scores.mul(truth).sum(true, 1);
    INDArray below = scores.lt(own).castTo(scores.dataType()).sum(1);
    correctSum.addi(sum(below.eq(classes - 1)));
    INDArray losses =
        switch (loss) {
          case CROSS_ENTROPY -> crossEntropy(scores, truth);
          case MEAN_SQUARED_ERROR -> meanSquaredError(scores, truth);
          case HINGE -> hinge(scores, truth, own);
        };
    lossSum.addi(sum(losses));
    gradient.divi(scores.size(0));
  }

  private INDArray crossEntropy(INDArray scores, INDArray truth) {
    INDArray shifted = scores.sub(scores.max(true, 1));
    INDArray powers = Transforms.exp(shifted, true);
    INDArray sum = powers.sum(true, 1);
    gradient.assign(powers.divi(sum).subi(truth));
    return Transforms.log(sum, true).subi(shifted.muli(truth).sum(true, 1));
  }

  private INDArray meanSquaredError(INDArray scores, INDArray truth) {
    INDArray powers = Transforms.exp(scores.sub(scores.max(true, 1)), false);
    INDArray probabilities = powers.divi(powers.sum(true, 1));
    INDArray difference = probabilities.sub(truth);
    INDArray mean = difference.mul(probabilities).sum(true, 1);
    gradient.assign(difference.sub(mean).muli(probabilities).muli(2.0 / classes));
    return difference.muli(difference).sum(1).divi(classes);
  }

  private INDArray hinge(INDArray scores, INDArray truth, INDArray own) {
    INDArray margins = scores.sub(own).addi(1);
    INDArray others = truth.rsub(1);
    // "not at most 0" rather than "above 0": NaN must show in the loss.
    INDArray violated = margins.lte(0).castTo(scores.dataType()).rsubi(1).muli(others);
    gradient.assign(violated.sub(truth.mul(violated.sum(true, 1))));
    return margins.muli(violated).sum(1);
  }

  @Override
  public Evaluation take() {
    if (images == 0) {
      return Evaluation.NOTHING;
    }
    Evaluation means =
        new Evaluation(lossSum.getDouble(0) / images, correctSum.getDouble(0) / images, images);
    lossSum.assign(0);
    correctSum.assign(0);
    images = 0;
    return means;
  }

  private static INDArray sum(INDArray values) {
    return values.castTo(DataType.DOUBLE).reshape(values.length()).sum(true, 0);
  }
}
