package dev.ablate.engine.definition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.CRC32;

/**
 * Vectors on disk: {@code "ABLW"}, format version, a text that says what network they are of, the
 * steps taken, then each vector's length and numbers, then a CRC-32 of all before it. Big-endian;
 * numbers as doubles if the network computes in doubles, else as floats.
 */
public final class WeightsFormat {

  private static final int MAGIC = 0x41424C57;
  private static final int VERSION = 1;

  /** Of weights whose number is not known before. */
  private static final long MOST_BYTES = 1L << 30;

  /**
   * What is stored.
   *
   * @param steps taken by the optimizer
   * @param vectors parameters first
   */
  public record Content(int steps, List<double[]> vectors) {}

  /** What is stored, of whatever network. */
  record Stored(String network, boolean doubles, Content content) {}

  private WeightsFormat() {}

  /**
   * Writes vectors as a stream: of them all, one at a time is in memory.
   *
   * @param steps taken by the optimizer
   * @param lengths of the vectors, parameters first
   * @param vectors each by its index
   */
  public static void write(
      DataOutput out,
      String network,
      boolean doubles,
      int steps,
      long[] lengths,
      IntFunction<double[]> vectors)
      throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream begin = new DataOutputStream(header);
    begin.writeInt(MAGIC);
    begin.writeInt(VERSION);
    begin.writeUTF(network);
    begin.writeBoolean(doubles);
    begin.writeInt(steps);
    begin.writeInt(lengths.length);
    long size = header.size();
    for (long length : lengths) {
      size += Integer.BYTES + length * (doubles ? Double.BYTES : Float.BYTES);
    }
    out.writeInt(Math.toIntExact(size));
    CheckedBlocks blocks = new CheckedBlocks(out);
    blocks.put(header.toByteArray());
    for (int i = 0; i < lengths.length; i++) {
      blocks.room(Integer.BYTES).putInt(Math.toIntExact(lengths[i]));
      for (double value : vectors.apply(i)) {
        if (doubles) {
          blocks.room(Double.BYTES).putDouble(value);
        } else {
          blocks.room(Float.BYTES).putFloat((float) value);
        }
      }
    }
    out.writeLong(blocks.end());
  }

  /** Gathers numbers, and writes and checks them by blocks. */
  private static final class CheckedBlocks {
    private final DataOutput out;
    private final ByteBuffer block = ByteBuffer.allocate(1 << 16);
    private final CRC32 checksum = new CRC32();

    CheckedBlocks(DataOutput out) {
      this.out = out;
    }

    void put(byte[] bytes) throws IOException {
      flush();
      checksum.update(bytes);
      out.write(bytes);
    }

    ByteBuffer room(int bytes) throws IOException {
      if (block.remaining() < bytes) {
        flush();
      }
      return block;
    }

    long end() throws IOException {
      flush();
      return checksum.getValue();
    }

    private void flush() throws IOException {
      checksum.update(block.array(), 0, block.position());
      out.write(block.array(), 0, block.position());
      block.clear();
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param lengths of the vectors that are expected
   * @throws IOException if it is something else, damaged, or of another network
   */
  public static Content read(DataInput in, String network, long[] lengths) throws IOException {
    long most = 1 << 17;
    for (long length : lengths) {
      most += length * Double.BYTES + Integer.BYTES;
    }
    DataInputStream body = open(in, most);
    String stored = body.readUTF();
    require(
        stored.equals(network),
        "weights of another network: stored " + stored + ", wanted " + network);
    boolean doubles = body.readBoolean();
    int steps = body.readInt();
    int count = body.readInt();
    require(count == lengths.length, count + " vectors, but " + lengths.length + " are wanted");
    List<double[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(vector(body, doubles));
      int length = vectors.get(i).length;
      require(length == lengths[i], "a vector of " + length + ", wanted " + lengths[i]);
    }
    return new Content(steps, vectors);
  }

  /** Reads what {@link #write} wrote, whatever network it is of. */
  static Stored readAll(DataInput in) throws IOException {
    DataInputStream body = open(in, MOST_BYTES);
    String network = body.readUTF();
    boolean doubles = body.readBoolean();
    int steps = body.readInt();
    List<double[]> vectors = new ArrayList<>();
    for (int left = body.readInt(); left > 0; left--) {
      vectors.add(vector(body, doubles));
    }
    return new Stored(network, doubles, new Content(steps, vectors));
  }

  /**
   * Reads the parameters that {@link #write} wrote of a network that begins alike.
   *
   * @param network the wanted network's arrays
   * @param count how many of them must be the same
   * @throws IOException if it is something else, damaged, or of another network
   */
  public static Content readBelow(DataInput in, List<String> network, int count)
      throws IOException {
    DataInputStream body = open(in, MOST_BYTES);
    String stored = body.readUTF();
    String wanted = String.join(" ", network.subList(0, count));
    require(
        stored.startsWith(wanted + " "),
        "weights of another network: stored " + stored + ", wanted " + wanted + " and an output");
    boolean doubles = body.readBoolean();
    int steps = body.readInt();
    require(body.readInt() > 0, "these are no weights: there is no vector");
    return new Content(steps, List.of(vector(body, doubles)));
  }

  private static double[] vector(DataInputStream body, boolean doubles) throws IOException {
    double[] vector = new double[body.readInt()];
    int width = doubles ? Double.BYTES : Float.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(vector.length, width));
    body.readFully(bytes.array());
    for (int j = 0; j < vector.length; j++) {
      vector[j] = doubles ? bytes.getDouble() : bytes.getFloat();
    }
    return vector;
  }

  private static DataInputStream open(DataInput in, long most) throws IOException {
    DataInputStream body = new DataInputStream(new ByteArrayInputStream(readChecked(in, most)));
    require(body.readInt() == MAGIC, "these are no weights: they begin with other bytes");
    int version = body.readInt();
    require(version == VERSION, "weights of format " + version + ", but only 1 can be read");
    return body;
  }

  private static byte[] readChecked(DataInput in, long most) throws IOException {
    int size = in.readInt();
    // Before the array is made: a damaged size must not ask for gigabytes.
    require(size > 0 && size <= most, "weights of " + size + " bytes do not fit this network");
    byte[] bytes = new byte[size];
    in.readFully(bytes);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    require(in.readLong() == checksum.getValue(), "the weights are damaged: wrong checksum");
    return bytes;
  }

  private static void require(boolean holds, String message) throws IOException {
    if (!holds) {
      throw new IOException(message);
    }
  }
}
