package dev.ablate.engine;

import dev.ablate.data.ImageSubset;
import dev.ablate.model.LayerStatistics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** A network in training: weights, running statistics and the optimizer's state. */
public interface Model extends AutoCloseable {

  /**
   * One optimisation step.
   *
   * @param batch the images
   * @param learningRate step size, the schedule's factor included
   * @param epoch epochs done before this one, from 0; with {@code iteration} the source of
   *     dropout's draws
   * @param iteration steps done before this one, from 0, over all epochs
   */
  void train(ImageSubset batch, double learningRate, int epoch, int iteration);

  /**
   * Loss and accuracy over the images trained on since the last call (or since the start), each
   * batch measured with the weights before its step. Not finite once training has diverged. Reading
   * it may wait for the device, so the loop asks seldom.
   */
  Evaluation takeTrainMetrics();

  /** Loss and accuracy with weights as they are, dropout off, running statistics in batch norm. */
  Evaluation evaluate(ImageSubset images);

  /**
   * Class probabilities (scores for a loss without softmax).
   *
   * @return {@code [images][classes]}
   */
  float[][] predict(ImageSubset images);

  /**
   * What every layer looks like: its output over the images, without dropout; its weights; their
   * gradient in the last step if that was in an epoch that {@code training.layerStats} names.
   */
  List<LayerStatistics> layerStatistics(ImageSubset images);

  /** Weights and running statistics as they are, in the order of the layers; copies. */
  List<ParameterArray> layerParameters();

  /** Writes weights and running statistics. */
  void writeWeights(DataOutput out) throws IOException;

  /**
   * Takes weights written by {@link #writeWeights} of the same network.
   *
   * @throws IOException if they are of another network or damaged; the model is then unchanged
   */
  void readWeights(DataInput in) throws IOException;

  /**
   * Takes weights written by {@link #writeWeights} of a network that is the same below its output
   * layer, and leaves the output layer as it is.
   *
   * @throws IOException if they are of another network or damaged; the model is then unchanged
   */
  void readWeightsBelowOutput(DataInput in) throws IOException;

  /**
   * Writes all that the next step depends on: weights, running statistics, the optimizer's state.
   */
  void writeState(DataOutput out) throws IOException;

  /**
   * Takes what {@link #writeState} wrote; training then goes on as if it had never stopped, to the
   * bit.
   */
  void readState(DataInput in) throws IOException;

  /** Gives memory back. */
  @Override
  void close();
}
