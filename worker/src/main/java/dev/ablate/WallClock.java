package dev.ablate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Time since a trial's start, pauses between its attempts not counted. */
final class WallClock implements Resumable {

  private final long startedAt = System.nanoTime();
  private double earlierSeconds;

  double seconds() {
    return earlierSeconds + (System.nanoTime() - startedAt) / 1e9;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeDouble(seconds());
  }

  @Override
  public void read(DataInput in) throws IOException {
    earlierSeconds = in.readDouble();
  }
}
