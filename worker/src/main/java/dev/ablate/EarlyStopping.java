package dev.ablate;

import dev.ablate.engine.Evaluation;
import dev.ablate.training.StopSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Ends training when the validation metric stays flat. */
final class EarlyStopping implements Resumable {

  private final StopSpec spec;
  private final int batchesPerEpoch;
  private final Patience patience;

  EarlyStopping(StopSpec spec, int batchesPerEpoch) {
    this.spec = spec;
    this.batchesPerEpoch = batchesPerEpoch;
    this.patience = new Patience(spec.metric(), spec.minChange(), spec.patience());
  }

  /**
   * Whether to check now.
   *
   * @param batches batches of the epoch done, from 1
   */
  boolean isDue(int batches) {
    return spec.early() && checksUntil(batches) > checksUntil(batches - 1);
  }

  private long checksUntil(int batches) {
    return (long) batches * spec.checksPerEpoch() / batchesPerEpoch;
  }

  /** Takes a check's result. */
  void check(Evaluation validation) {
    patience.improves(validation);
  }

  boolean isOver() {
    return spec.early() && patience.isExhausted();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    patience.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    patience.read(in);
  }
}
