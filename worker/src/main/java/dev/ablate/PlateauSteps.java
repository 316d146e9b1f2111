package dev.ablate;

import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.training.ScheduleSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;

/** The part of a {@link ScheduleSpec.Kind#PLATEAU} schedule that depends on what is measured. */
final class PlateauSteps implements Resumable {

  private final ScheduleSpec spec;
  private final Model model;
  private final Patience patience;
  private double factor = 1;
  private byte[] bestWeights = {};

  PlateauSteps(ScheduleSpec spec, Model model) {
    this.spec = spec;
    this.model = model;
    this.patience = new Patience(spec.metric(), spec.minChange(), spec.patience());
  }

  double factor() {
    return factor;
  }

  /** Takes an epoch's result; may change the model's weights. */
  void epochEnded(Evaluation validation) throws IOException {
    if (spec.kind() != ScheduleSpec.Kind.PLATEAU) {
      return;
    }
    if (patience.improves(validation)) {
      rememberWeights();
    } else if (patience.isExhausted()) {
      patience.renew();
      factor = Math.max(spec.minimum(), factor * spec.gamma());
      returnToBest();
    }
  }

  private void rememberWeights() throws IOException {
    if (spec.returnToBest()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      model.writeWeights(new DataOutputStream(bytes));
      bestWeights = bytes.toByteArray();
    }
  }

  private void returnToBest() throws IOException {
    if (bestWeights.length > 0) {
      model.readWeights(new DataInputStream(new ByteArrayInputStream(bestWeights)));
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    patience.write(out);
    out.writeDouble(factor);
    out.writeInt(bestWeights.length);
    out.write(bestWeights);
  }

  @Override
  public void read(DataInput in) throws IOException {
    patience.read(in);
    factor = in.readDouble();
    bestWeights = new byte[in.readInt()];
    in.readFully(bestWeights);
  }
}
