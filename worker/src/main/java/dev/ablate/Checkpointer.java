package dev.ablate;

import dev.ablate.engine.Model;
import dev.ablate.trial.Checkpoints;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialRequest;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and reads a trial's checkpoint: magic number, version, trial, what it records on the way,
 * then each part and the model's state, sealed by a checksum. It is written and read as a stream.
 */
final class Checkpointer {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
  private static final int MAGIC = 0x41424C43;
  private static final int VERSION = 4;
  private static final int BUFFER = 1 << 16;

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
    try (DataInputStream in = new DataInputStream(stored.get())) {
      body(in).transferTo(OutputStream.nullOutputStream());
    } catch (EOFException | ZipException e) {
      LOG.warn("trial {} starts again, its checkpoint is damaged", id);
      return;
    } catch (IOException e) {
      LOG.warn("trial {} starts again, its checkpoint is of no use: {}", id, e.getMessage());
      return;
    }
    // Found sound, so that no part takes what another cannot.
    try (DataInputStream in = new DataInputStream(checkpoints.store().open(id).orElseThrow())) {
      DataInputStream body = new DataInputStream(body(in));
      for (Resumable part : parts) {
        part.read(body);
      }
      model.readState(body);
    }
  }

  /** Whether checkpoints are kept at all. */
  boolean isOn() {
    return !checkpoints.equals(Checkpoints.NONE);
  }

  /** To be called only where no measurement is pending in the model. */
  void writeIfDue() {
    if ((System.nanoTime() - writtenAt) / 1e9 >= checkpoints.everySeconds()) {
      write();
    }
  }

  /**
   * Leaves one now; see {@link #writeIfDue}. One that cannot be written, for want of room or of
   * memory, is no reason to end a trial.
   */
  void write() {
    if (isOn()) {
      try {
        checkpoints.store().write(id, this::writeTo);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        LOG.warn("trial {} goes on without a checkpoint: {}", id, e.toString());
      }
      writtenAt = System.nanoTime();
    }
  }

  private void writeTo(OutputStream file) throws IOException {
    DataOutputStream header = new DataOutputStream(file);
    header.writeInt(MAGIC);
    header.writeInt(VERSION);
    header.writeUTF(id.value());
    header.writeUTF(recorded);
    header.flush();
    GZIPOutputStream sealed = new Sealed(file);
    DataOutputStream body = new DataOutputStream(new BufferedOutputStream(sealed, BUFFER));
    for (Resumable part : parts) {
      part.write(body);
    }
    model.writeState(body);
    body.flush();
    sealed.finish();
  }

  /** GZIP for its checksum: numbers of a network can hardly be compressed. */
  private static final class Sealed extends GZIPOutputStream {
    Sealed(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.NO_COMPRESSION);
    }
  }

  /** What lies behind the header; its end is reached only if it is sound. */
  private InputStream body(DataInputStream in) throws IOException {
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
    return new GZIPInputStream(in, BUFFER);
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
}
