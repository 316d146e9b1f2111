package dev.ablate;

import dev.ablate.data.Augmentation;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Mixing;
import dev.ablate.data.SplitDataset;
import dev.ablate.spec.Seeds;
import dev.ablate.training.RegularisationSpec;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.TrialSpec;
import java.util.Arrays;

/** The batches of a trial's epochs, in their order, and the learning rate at each. */
final class EpochBatches {

  private final TrialSpec spec;
  private final TrainingSpec training;
  private final SplitDataset data;
  private final PlateauSteps plateau;
  private final int perEpoch;
  private final double totalEpochs;

  /** Of a trial on its images. */
  EpochBatches(TrialSpec spec, SplitDataset data, PlateauSteps plateau) {
    this.spec = spec;
    this.training = spec.training();
    this.data = data;
    this.plateau = plateau;
    this.perEpoch = -Math.floorDiv(-data.train().count(), training.batchSize());
    this.totalEpochs =
        training.maxIterations() == 0
            ? training.epochs()
            : Math.min(training.epochs(), (double) training.maxIterations() / perEpoch);
  }

  /** Batches of an epoch; the last one may be smaller. */
  int perEpoch() {
    return perEpoch;
  }

  /** Whether the trial's steps are all done after so many. */
  boolean areDone(int iterations) {
    return training.maxIterations() > 0 && iterations >= training.maxIterations();
  }

  /** An epoch's images in their order, from 0. */
  ImageSubset shuffled(int epoch) {
    ImageSubset train = data.train();
    int[] order = Arrays.copyOfRange(train.indices(), train.from(), train.from() + train.count());
    long seed = spec.seed();
    RegularisationSpec regularisation = training.regularisation();
    Seeds.shuffle(order, Seeds.random(seed, Seeds.Purpose.SHUFFLE, epoch, 0));
    return ImageSubset.of(train.part(), order, train.normalisation())
        .augmented(new Augmentation(spec.dataset().augmentation(), data.shape(), seed, epoch))
        .mixed(
            new Mixing(regularisation.mixUp(), regularisation.cutMix(), data.shape(), seed, epoch));
  }

  /** A batch of an epoch's images, from 0. */
  ImageSubset batch(ImageSubset shuffled, int batch) {
    int first = batch * training.batchSize();
    return shuffled.slice(first, Math.min(training.batchSize(), shuffled.count() - first));
  }

  /** The size of a batch's step, the schedule's factor included. */
  double learningRate(int epoch, int batch) {
    return training.optimizer().learningRate()
        * training.schedule().factor(epoch + (double) batch / perEpoch, totalEpochs)
        * plateau.factor();
  }
}
