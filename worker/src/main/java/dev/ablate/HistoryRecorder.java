package dev.ablate;

import dev.ablate.model.LayerStatistics;
import dev.ablate.trial.LayerMeasurement;
import dev.ablate.trial.Measurement;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Split;
import dev.ablate.trial.TrialHistory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes down what is measured; outlives an exception in training. */
final class HistoryRecorder implements Resumable {

  private final List<Measurement> epochRows = new ArrayList<>();
  private final List<Measurement> iterationRows = new ArrayList<>();
  private final List<LayerMeasurement> layerRows = new ArrayList<>();
  private int batchesPerEpoch;
  private int epochs;
  private int iterations;
  private long images;
  private long trainNanos;

  /** To be told before the first step: how many steps make a whole epoch. */
  void batchesPerEpoch(int batches) {
    batchesPerEpoch = batches;
  }

  int batchesPerEpoch() {
    return batchesPerEpoch;
  }

  void trained(int count, long nanos) {
    iterations++;
    images += count;
    trainNanos += nanos;
  }

  /** Time of training that is no step: waiting for the device. */
  void waited(long nanos) {
    trainNanos += nanos;
  }

  /** It was whole, or cut by what ends the trial; what is measured now is its. */
  void epochEnded() {
    epochs++;
  }

  void epochRow(Split split, Metric metric, double value) {
    epochRows.add(new Measurement(epochs, split, metric, value, trainSeconds()));
  }

  void iterationRow(Split split, Metric metric, double value) {
    iterationRows.add(new Measurement(iterations, split, metric, value, trainSeconds()));
  }

  void layers(List<LayerStatistics> layers) {
    layers.forEach(layer -> layerRows.add(new LayerMeasurement(epochs, layer)));
  }

  /** Of the part that choices are made on, by epoch. */
  SortedMap<Integer, Double> accuracies() {
    SortedMap<Integer, Double> accuracies = new TreeMap<>();
    for (Split split : List.of(Split.TEST, Split.VALIDATION)) {
      for (Measurement row : epochRows) {
        if (row.split() == split && row.metric() == Metric.ACCURACY) {
          accuracies.put(row.at(), row.value());
        }
      }
    }
    return accuracies;
  }

  /** Epochs that ended, of which the last may have been cut. */
  int epochs() {
    return epochs;
  }

  /** Steps done. */
  int iterations() {
    return iterations;
  }

  long images() {
    return images;
  }

  double trainSeconds() {
    return trainNanos / 1e9;
  }

  TrialHistory history() {
    return new TrialHistory(
        batchesPerEpoch == 0 ? 0 : iterations / batchesPerEpoch,
        iterations,
        images,
        trainSeconds(),
        epochRows,
        iterationRows,
        layerRows);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(epochs);
    out.writeInt(iterations);
    out.writeLong(images);
    out.writeLong(trainNanos);
    for (List<Measurement> rows : List.of(epochRows, iterationRows)) {
      out.writeInt(rows.size());
      for (Measurement row : rows) {
        out.writeInt(row.at());
        out.writeUTF(row.split().name());
        out.writeUTF(row.metric().name());
        out.writeDouble(row.value());
        out.writeDouble(row.trainSeconds());
      }
    }
    LayerMeasurements.write(layerRows, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    epochs = in.readInt();
    iterations = in.readInt();
    images = in.readLong();
    trainNanos = in.readLong();
    for (List<Measurement> rows : List.of(epochRows, iterationRows)) {
      rows.clear();
      for (int left = in.readInt(); left > 0; left--) {
        rows.add(
            new Measurement(
                in.readInt(),
                Split.valueOf(in.readUTF()),
                Metric.valueOf(in.readUTF()),
                in.readDouble(),
                in.readDouble()));
      }
    }
    layerRows.clear();
    layerRows.addAll(LayerMeasurements.read(in));
  }
}
