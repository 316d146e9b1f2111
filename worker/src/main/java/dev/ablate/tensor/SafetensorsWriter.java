package dev.ablate.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes a safetensors file of single precision numbers. */
public final class SafetensorsWriter {

  private static final int ALIGNMENT = 8;

  private final List<TensorEntry> entries = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /**
   * Adds a tensor behind those before.
   *
   * @param values as many as the product of the shape's sides
   */
  public void add(String name, List<Long> shape, double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    long begin = data.size();
    data.writeBytes(bytes.array());
    entries.add(new TensorEntry(name, ElementType.F32, shape, begin, data.size()));
  }

  /**
   * Writes all that was added.
   *
   * @param metadata of the file, text by name
   */
  public void write(OutputStream out, Map<String, String> metadata) throws IOException {
    byte[] header = header(metadata);
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    data.writeTo(out);
  }

  /** Filled up with blanks, so that the numbers behind it are aligned. */
  private byte[] header(Map<String, String> metadata) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("__metadata__");
      for (Map.Entry<String, String> entry : metadata.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      for (TensorEntry entry : entries) {
        json.writeObjectFieldStart(entry.name());
        json.writeStringField("dtype", entry.type().name());
        json.writeFieldName("shape");
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        json.writeArray(shape, 0, shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    int end = text.size();
    byte[] padded =
        Arrays.copyOf(text.toByteArray(), (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, end, padded.length, (byte) ' ');
    return padded;
  }
}
