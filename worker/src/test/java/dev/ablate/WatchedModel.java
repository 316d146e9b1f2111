package dev.ablate;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.ForwardingModel;
import dev.ablate.engine.Model;
import java.util.function.IntConsumer;

/** A model that tells of each step before it is done. */
final class WatchedModel extends ForwardingModel {

  private final IntConsumer beforeStep;

  WatchedModel(Model model, IntConsumer beforeStep) {
    super(model);
    this.beforeStep = beforeStep;
  }

  @Override
  public void train(ImageSubset batch, double learningRate, int epoch, int iteration) {
    beforeStep.accept(iteration);
    super.train(batch, learningRate, epoch, iteration);
  }
}
