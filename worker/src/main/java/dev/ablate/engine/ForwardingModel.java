package dev.ablate.engine;

import dev.ablate.data.ImageSubset;
import dev.ablate.model.LayerStatistics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** A model that hands everything on; whoever extends it says what it adds. */
public abstract class ForwardingModel implements Model {

  private final Model model;

  /** Of the model that does the work. */
  protected ForwardingModel(Model model) {
    this.model = model;
  }

  @Override
  public void train(ImageSubset batch, double learningRate, int epoch, int iteration) {
    model.train(batch, learningRate, epoch, iteration);
  }

  @Override
  public Evaluation evaluate(ImageSubset images) {
    return model.evaluate(images);
  }

  @Override
  public Evaluation takeTrainMetrics() {
    return model.takeTrainMetrics();
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
  public List<ParameterArray> layerParameters() {
    return model.layerParameters();
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
