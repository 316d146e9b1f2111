package dev.ablate;

import dev.ablate.engine.Model;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.WeightStore;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Keeps weights as {@link Snapshots} asks. */
final class WeightKeeper implements Resumable {

  private final TrialRequest request;
  private final Model model;
  private final WeightStore store;
  private final Set<Integer> atIterations;
  private double bestAccuracy = Double.NEGATIVE_INFINITY;

  WeightKeeper(TrialRequest request, Model model, WeightStore store) {
    this.request = request;
    this.model = model;
    this.store = store;
    this.atIterations = new HashSet<>(request.snapshots().atIterations());
  }

  void iterationDone(int iteration) throws IOException {
    if (atIterations.contains(iteration)) {
      write("iteration-" + iteration);
    }
  }

  /** Keeps the weights if they are the best so far; the first of equals stays. */
  void validated(double accuracy) throws IOException {
    if (request.snapshots().keep() == Snapshots.Keep.BEST && accuracy > bestAccuracy) {
      bestAccuracy = accuracy;
      write("best");
    }
  }

  /** The end of a trial that has weights worth keeping. */
  void ended() throws IOException {
    switch (request.snapshots().keep()) {
      case NONE -> {}
      case LAST -> write("last");
      case BEST -> {
        // Without a validation part there was no choice: the last are the best known.
        if (bestAccuracy == Double.NEGATIVE_INFINITY) {
          write("best");
        }
      }
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeDouble(bestAccuracy);
  }

  @Override
  public void read(DataInput in) throws IOException {
    bestAccuracy = in.readDouble();
  }

  private void write(String name) throws IOException {
    store.write(
        request.id(),
        name,
        file -> {
          DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file, 1 << 16));
          model.writeWeights(out);
          out.flush();
        });
  }
}
