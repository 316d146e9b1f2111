package dev.ablate.sweep.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A file of TensorBoard's events, each in TFRecord's frame: its length, a checksum of that, its
 * bytes, a checksum of those.
 *
 * <p>Source: https://www.tensorflow.org/tutorials/load_data/tfrecord,
 * tensorflow/core/util/event.proto and framework/summary.proto.
 */
final class EventFile implements AutoCloseable {

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int MASK = 0xa282ead8;

  private final OutputStream out;

  /**
   * Begins a file.
   *
   * @param folder one run's; it has no other event file
   */
  EventFile(Path folder, Instant began) throws IOException {
    Files.createDirectories(folder);
    String name = "events.out.tfevents." + began.getEpochSecond() + ".ablate";
    this.out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)));
    frame(
        new Message().real(WALL_TIME, seconds(began)).text(FILE_VERSION, "brain.Event:2").bytes());
  }

  /** Writes one value of a summary. */
  void write(Instant at, long step, Message value) throws IOException {
    frame(
        new Message()
            .real(WALL_TIME, seconds(at))
            .number(STEP, step)
            .message(SUMMARY, new Message().message(1, value))
            .bytes());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void frame(byte[] event) throws IOException {
    byte[] length = little(8).putLong(event.length).array();
    out.write(length);
    out.write(checksum(length));
    out.write(event);
    out.write(checksum(event));
  }

  private static byte[] checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    int crc = (int) sum.getValue();
    return little(4).putInt(Integer.rotateRight(crc, 15) + MASK).array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static double seconds(Instant at) {
    return at.getEpochSecond() + at.getNano() / 1e9;
  }
}
