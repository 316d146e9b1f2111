package dev.ablate;

import dev.ablate.engine.Model;
import dev.ablate.trial.Checkpoints;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and reads a trial's checkpoint: magic number, version, trial, what it records on the way,
 * length and CRC-32 of the rest, then each part and the model's state.
 */
final class Checkpointer {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
  private static final int MAGIC = 0x41424C43;
  private static final int VERSION = 3;

  private final TrialId id;
  private final String recorded;
  private final Checkpoints checkpoints;
  private final Model model;
  private final List<Resumable> parts;
  private long writtenAt = System.nanoTime();

  Checkpointer(TrialRequest request, Checkpoints checkpoints, Model model, List<Resumable> parts) {
    this.id = request.id();
    this.recorded = recorded(request);
    this.checkpoints = checkpoints;
    this.model = model;
    this.parts = parts;
  }

  /**
   * Goes on where an earlier attempt was, if it left a sound checkpoint. One that is damaged or of
   * another version only costs its work.
   */
  void resume() throws IOException {
    Optional<InputStream> stored = checkpoints.store().open(id);
    if (stored.isEmpty()) {
      return;
    }
    byte[] body;
    try (DataInputStream in = new DataInputStream(stored.get())) {
      body = body(in);
    } catch (IOException e) {
      LOG.warn("trial {} starts again, its checkpoint is of no use: {}", id, e.getMessage());
      return;
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    for (Resumable part : parts) {
      part.read(in);
    }
    model.readState(in);
  }

  /** Whether checkpoints are kept at all. */
  boolean isOn() {
    return !checkpoints.equals(Checkpoints.NONE);
  }

  /** To be called only where no measurement is pending in the model. */
  void writeIfDue() throws IOException {
    if ((System.nanoTime() - writtenAt) / 1e9 >= checkpoints.everySeconds()) {
      write();
    }
  }

  /**
   * Leaves one now; see {@link #writeIfDue}. One that cannot be written is no reason to end a
   * trial.
   */
  void write() throws IOException {
    if (isOn()) {
      byte[] state = state();
      try {
        store(state);
      } catch (IOException e) {
        LOG.warn("trial {} goes on without a checkpoint: {}", id, e.getMessage());
      }
      writtenAt = System.nanoTime();
    }
  }

  private byte[] state() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream state = new DataOutputStream(body);
    for (Resumable part : parts) {
      part.write(state);
    }
    model.writeState(state);
    state.flush();
    return body.toByteArray();
  }

  private void store(byte[] bytes) throws IOException {
    try (DataOutputStream out = new DataOutputStream(checkpoints.store().create(id))) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(id.value());
      out.writeUTF(recorded);
      out.writeInt(bytes.length);
      out.writeLong(checksum(bytes));
      out.write(bytes);
    }
  }

  private byte[] body(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("it is no checkpoint");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException("it has version " + version + ", not " + VERSION);
    }
    String owner = in.readUTF();
    if (!owner.equals(id.value())) {
      throw new IOException("it belongs to trial " + owner);
    }
    if (!in.readUTF().equals(recorded)) {
      throw new IOException("it records other iterations or keeps other weights");
    }
    int length = in.readInt();
    long checksum = in.readLong();
    byte[] bytes = in.readNBytes(Math.max(0, length));
    if (bytes.length != length || checksum(bytes) != checksum) {
      throw new IOException("it is damaged");
    }
    return bytes;
  }

  /** What no part can make good later; how many epochs are asked is not among it. */
  private static String recorded(TrialRequest request) {
    return "every "
        + request.spec().training().reportEvery()
        + ", keep "
        + request.snapshots().keep()
        + ", at "
        + request.snapshots().atIterations()
        + ", layers "
        + request.spec().training().layerStats();
  }

  private static long checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
