package dev.ablate;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.model.LayerStatistics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

/** A model that tells of each step before it is done. */
record WatchedModel(Model model, IntConsumer beforeStep) implements Model {

  @Override
  public void train(ImageSubset batch, double learningRate, int epoch, int iteration) {
    beforeStep.accept(iteration);
    model.train(batch, learningRate, epoch, iteration);
  }

  @Override
  public Evaluation takeTrainMetrics() {
    return model.takeTrainMetrics();
  }

  @Override
  public Evaluation evaluate(ImageSubset images) {
    return model.evaluate(images);
  }

  @Override
  public List<LayerStatistics> layerStatistics(ImageSubset images) {
    return model.layerStatistics(images);
  }

  @Override
  public float[][] predict(ImageSubset images) {
    return model.predict(images);
  }

  @Override
  public void writeWeights(DataOutput out) throws IOException {
    model.writeWeights(out);
  }

  @Override
  public void readWeights(DataInput in) throws IOException {
    model.readWeights(in);
  }

  @Override
  public void readWeightsBelowOutput(DataInput in) throws IOException {
    model.readWeightsBelowOutput(in);
  }

  @Override
  public void writeState(DataOutput out) throws IOException {
    model.writeState(out);
  }

  @Override
  public void readState(DataInput in) throws IOException {
    model.readState(in);
  }

  @Override
  public void close() {
    model.close();
  }
}
