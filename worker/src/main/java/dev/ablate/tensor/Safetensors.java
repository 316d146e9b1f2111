package dev.ablate.tensor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;

/** A whole safetensors file. */
public final class Safetensors implements TensorFile {

  private final SafetensorsHeader header;
  private final ByteBuffer file;

  private Safetensors(SafetensorsHeader header, byte[] file) {
    this.header = header;
    this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Whether a file's first bytes are those of safetensors: behind the header's length its text
   * begins.
   */
  public static boolean isOne(byte[] start) {
    return start.length > Long.BYTES && start[Long.BYTES] == '{';
  }

  /**
   * Reads a file.
   *
   * @throws TensorFileException if it is something else, or damaged
   */
  public static Safetensors read(byte[] file) throws IOException {
    return new Safetensors(
        SafetensorsHeader.read(new ByteArrayInputStream(file), file.length), file);
  }

  @Override
  public SortedMap<String, TensorEntry> tensors() {
    return header.tensors();
  }

  @Override
  public void copy(TensorEntry entry, double[] to, int at) {
    ByteBuffer from = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    from.position(header.bytes() + Math.toIntExact(entry.begin()));
    int length = Math.toIntExact(entry.length());
    for (int i = 0; i < length; i++) {
      to[at + i] = entry.type().next(from);
    }
  }
}
