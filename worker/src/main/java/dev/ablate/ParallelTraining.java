package dev.ablate;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.definition.StateMean;
import dev.ablate.trial.TrialSpec;
import dev.ablate.trial.WeightStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One worker's part in training a trial's network on several. The batches of an epoch are those of
 * the trial, dealt out in turn; after so many steps of each worker all go on from the mean of their
 * weights, running statistics and optimizer's state, weighted by steps. So one worker trains as the
 * trial does, to the bit, and several as often as they are asked for the same bits.
 */
public final class ParallelTraining {

  private final TrialSpec spec;
  private final int averageEvery;
  private final SplitDataset data;
  private final WorkerGroup group;
  private final Model model;
  private final PlateauSteps plateau;
  private final EpochBatches batches;
  private int epoch;
  private int next;
  private Evaluation validation = Evaluation.NOTHING;
  private Evaluation test = Evaluation.NOTHING;

  /**
   * A network that several workers trained; the same on each of them.
   *
   * @param weights as {@link Model#writeWeights} has them
   * @param validation measured after the last epoch; of no images if there are none held out
   * @param test likewise
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Result(byte[] weights, Evaluation validation, Evaluation test) {}

  private ParallelTraining(
      TrialSpec spec, int averageEvery, SplitDataset data, WorkerGroup group, Model model) {
    this.spec = spec;
    this.averageEvery = averageEvery;
    this.data = data;
    this.group = group;
    this.model = model;
    this.plateau = new PlateauSteps(spec.training().schedule(), model);
    this.batches = new EpochBatches(spec, data, plateau);
  }

  /**
   * Trains to the end of the trial's epochs, going on from what the group kept.
   *
   * @param averageEvery steps of a worker between two averages
   * @param data split alike on every worker
   * @param starts where weights lie that the trial begins with
   * @throws IOException if a worker is lost, or what was kept cannot be read
   */
  public static Result run(
      TrialSpec spec,
      int averageEvery,
      TrainingEngine engine,
      SplitDataset data,
      WorkerGroup group,
      WeightStore starts)
      throws IOException {
    ModelRequest asked =
        new ModelRequest(
            spec.network(), data.shape(), data.classes(), spec.training(), spec.seed());
    try (Model model = engine.build(asked)) {
      InitialState.take(starts, asked, model);
      return new ParallelTraining(spec, averageEvery, data, group, model).run();
    }
  }

  private Result run() throws IOException {
    resume();
    while (epoch < spec.training().epochs() && !batches.areDone(epoch * batches.perEpoch())) {
      ImageSubset images = batches.shuffled(epoch);
      while (next < batches.perEpoch() && !batches.areDone(epoch * batches.perEpoch() + next)) {
        round(images);
      }
      endEpoch();
    }
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    model.writeWeights(new DataOutputStream(weights));
    return new Result(weights.toByteArray(), validation, test);
  }

  /** Some steps of each worker, and their mean. */
  private void round(ImageSubset images) throws IOException {
    int steps = 0;
    for (int i = 0; i < averageEvery; i++) {
      int batch = next + i * group.size() + group.rank();
      int iteration = epoch * batches.perEpoch() + batch;
      if (batch >= batches.perEpoch() || batches.areDone(iteration)) {
        break;
      }
      model.train(
          batches.batch(images, batch), batches.learningRate(epoch, batch), epoch, iteration);
      steps++;
    }
    byte[] mean = average(steps);
    next += averageEvery * group.size();
    if (group.rank() == 0) {
      keep(mean);
    }
  }

  private byte[] average(int steps) throws IOException {
    ByteArrayOutputStream mine = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(mine);
    out.writeInt(steps);
    model.writeState(out);
    List<byte[]> states = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    for (byte[] message : group.gather(mine.toByteArray())) {
      DataInputStream in = input(message);
      weights.add(in.readInt());
      states.add(in.readAllBytes());
    }
    byte[] mean = StateMean.of(states, weights);
    model.readState(input(mean));
    return mean;
  }

  /** Everybody evaluates a share of the images. */
  private void endEpoch() throws IOException {
    Evaluation trained = model.takeTrainMetrics();
    if (trained.images() > 0 && !Double.isFinite(trained.loss())) {
      throw new IOException("training diverged in epoch " + (epoch + 1));
    }
    ByteArrayOutputStream mine = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(mine);
    write(evaluate(data.validation()), out);
    write(evaluate(data.test()), out);
    validation = Evaluation.NOTHING;
    test = Evaluation.NOTHING;
    for (byte[] message : group.gather(mine.toByteArray())) {
      DataInputStream in = input(message);
      validation = validation.plus(read(in));
      test = test.plus(read(in));
    }
    epoch++;
    next = 0;
    plateau.epochEnded(validation);
    if (group.rank() == 0) {
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      model.writeState(new DataOutputStream(state));
      keep(state.toByteArray());
    }
  }

  private Evaluation evaluate(ImageSubset images) {
    int from = share(images.count(), group.rank());
    int count = share(images.count(), group.rank() + 1) - from;
    return count == 0 ? Evaluation.NOTHING : model.evaluate(images.slice(from, count));
  }

  private int share(int count, int rank) {
    return (int) ((long) count * rank / group.size());
  }

  /** For rank 0 alone: where all can go on from. */
  private void keep(byte[] state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(epoch);
    out.writeInt(next);
    write(validation, out);
    write(test, out);
    plateau.write(out);
    out.write(state);
    group.keep(bytes.toByteArray());
  }

  /** Rank 0 reads for all, so that all go on from the same. */
  private void resume() throws IOException {
    byte[] mine = group.rank() == 0 ? group.kept().orElse(new byte[0]) : new byte[0];
    byte[] kept = group.gather(mine).get(0);
    if (kept.length > 0) {
      DataInputStream in = input(kept);
      epoch = in.readInt();
      next = in.readInt();
      validation = read(in);
      test = read(in);
      plateau.read(in);
      model.readState(in);
    }
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static void write(Evaluation evaluation, DataOutputStream out) throws IOException {
    out.writeDouble(evaluation.loss());
    out.writeDouble(evaluation.accuracy());
    out.writeLong(evaluation.images());
  }

  private static Evaluation read(DataInputStream in) throws IOException {
    return new Evaluation(in.readDouble(), in.readDouble(), in.readLong());
  }
}
