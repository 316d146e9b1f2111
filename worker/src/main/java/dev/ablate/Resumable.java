package dev.ablate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What training carries from one step to the next, beside the model: part of a checkpoint. */
interface Resumable {

  void write(DataOutput out) throws IOException;

  void read(DataInput in) throws IOException;
}
