package dev.ablate;

import dev.ablate.engine.Evaluation;
import dev.ablate.training.ValidationMetric;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts checks in a row without improvement. */
final class Patience implements Resumable {

  private final ValidationMetric metric;
  private final double minChange;
  private final int checks;
  private double best = Double.NEGATIVE_INFINITY;
  private int waited;

  Patience(ValidationMetric metric, double minChange, int checks) {
    this.metric = metric;
    this.minChange = minChange;
    this.checks = checks;
  }

  /** Whether it is better than all before. */
  boolean improves(Evaluation validation) {
    double value =
        switch (metric) {
          case LOSS -> -validation.loss();
          case ACCURACY -> validation.accuracy();
        };
    if (value > best + minChange) {
      best = value;
      waited = 0;
      return true;
    }
    waited++;
    return false;
  }

  boolean isExhausted() {
    return waited >= checks;
  }

  void renew() {
    waited = 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeDouble(best);
    out.writeInt(waited);
  }

  @Override
  public void read(DataInput in) throws IOException {
    best = in.readDouble();
    waited = in.readInt();
  }
}
