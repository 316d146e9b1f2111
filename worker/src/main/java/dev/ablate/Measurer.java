package dev.ablate;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.spec.Names;
import dev.ablate.training.LayerStatsSpec;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Split;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes measurements and has them written down. */
final class Measurer implements Resumable {

  private final Model model;
  private final SplitDataset data;
  private final HistoryRecorder recorder;
  private Measured last;
  private int lastIteration = -1;
  private Evaluation sinceReport = Evaluation.NOTHING;
  private Evaluation sinceEpoch = Evaluation.NOTHING;

  Measurer(Model model, SplitDataset data, HistoryRecorder recorder) {
    this.model = model;
    this.data = data;
    this.recorder = recorder;
  }

  /** Measures for the tables' iterations; train over the batches since the last such call. */
  Measured iteration(double learningRate) {
    takeTrainMetrics();
    Measured measured = measure(sinceReport);
    sinceReport = Evaluation.NOTHING;
    measured.write(recorder::iterationRow, learningRate);
    return measured;
  }

  /** Measures for the tables' epochs; train over the batches of the epoch. */
  Measured epoch(double learningRate) {
    takeTrainMetrics();
    Measured measured = measure(sinceEpoch);
    sinceEpoch = Evaluation.NOTHING;
    measured.write(recorder::epochRow, learningRate);
    return measured;
  }

  /** Looks at the layers if that is asked now. */
  void layers(LayerStatsSpec spec) {
    if (spec.atEpochs().contains(recorder.epochs()) && data.test().count() > 0) {
      int images = Math.min(spec.images(), data.test().count());
      recorder.layers(model.layerStatistics(data.test().slice(0, images)));
    }
  }

  /** The train loss so far in this epoch, if it is NaN or infinite. */
  Optional<String> look() {
    takeTrainMetrics();
    return new Measured(sinceEpoch, Evaluation.NOTHING, Evaluation.NOTHING).notFinite();
  }

  /** The validation part alone, for those who decide. */
  Evaluation validation() {
    return lastIteration == recorder.iterations() ? last.validation() : evaluate(data.validation());
  }

  private void takeTrainMetrics() {
    long start = System.nanoTime();
    Evaluation taken = model.takeTrainMetrics();
    recorder.waited(System.nanoTime() - start);
    sinceReport = sinceReport.plus(taken);
    sinceEpoch = sinceEpoch.plus(taken);
  }

  private Measured measure(Evaluation train) {
    // A report at the end of an epoch sees the same weights as the epoch's own.
    last =
        lastIteration == recorder.iterations()
            ? new Measured(train, last.validation(), last.test())
            : new Measured(train, evaluate(data.validation()), evaluate(data.test()));
    lastIteration = recorder.iterations();
    return last;
  }

  private Evaluation evaluate(ImageSubset images) {
    return images.count() == 0 ? Evaluation.NOTHING : model.evaluate(images);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    for (Evaluation sum : List.of(sinceReport, sinceEpoch)) {
      out.writeDouble(sum.loss());
      out.writeDouble(sum.accuracy());
      out.writeLong(sum.images());
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    sinceReport = new Evaluation(in.readDouble(), in.readDouble(), in.readLong());
    sinceEpoch = new Evaluation(in.readDouble(), in.readDouble(), in.readLong());
  }

  /** One measurement's place in the history. */
  @FunctionalInterface
  interface Row {
    void write(Split split, Metric metric, double value);
  }

  /** All splits at one time; a split without images is {@link Evaluation#NOTHING}. */
  record Measured(Evaluation train, Evaluation validation, Evaluation test) {

    /** Of the part that choices are made on. */
    double accuracy() {
      return validation.images() > 0 ? validation.accuracy() : test.accuracy();
    }

    /** The first loss that is NaN or infinite. */
    Optional<String> notFinite() {
      for (Split split : Split.values()) {
        Evaluation evaluation = of(split);
        if (evaluation.images() > 0 && !Double.isFinite(evaluation.loss())) {
          return Optional.of(
              Names.kebab(split)
                  + " loss was "
                  + (Double.isNaN(evaluation.loss()) ? "NaN" : "infinite"));
        }
      }
      return Optional.empty();
    }

    private void write(Row row, double learningRate) {
      for (Split split : Split.values()) {
        if (of(split).images() > 0) {
          row.write(split, Metric.LOSS, of(split).loss());
          row.write(split, Metric.ACCURACY, of(split).accuracy());
        }
      }
      row.write(Split.TRAIN, Metric.LEARNING_RATE, learningRate);
    }

    private Evaluation of(Split split) {
      return switch (split) {
        case TRAIN -> train;
        case VALIDATION -> validation;
        case TEST -> test;
      };
    }
  }
}
