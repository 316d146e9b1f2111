package dev.ablate.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a <a href="https://github.com/huggingface/safetensors#format">safetensors</a> file says
 * about its tensors: eight bytes of the header's length, little-endian, and the header in JSON. All
 * of it is checked against the file's size before anything else is read.
 *
 * @param bytes of the file before its first tensor
 * @param tensors by name
 */
public record SafetensorsHeader(int bytes, SortedMap<String, TensorEntry> tensors) {

  /** Of one tensor take about a hundred bytes. */
  private static final long MOST_BYTES = 1 << 24;

  private static final int MOST_SIDES = 16;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads it, and nothing behind it.
   *
   * @param fileBytes size of the file
   * @throws TensorFileException if it is something else, or does not fit the file
   */
  public static SafetensorsHeader read(InputStream in, long fileBytes) throws IOException {
    byte[] prefix = in.readNBytes(Long.BYTES);
    require(prefix.length == Long.BYTES, "is no safetensors file: it has fewer than 8 bytes");
    long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    require(
        length > 0 && length <= fileBytes - Long.BYTES && length <= MOST_BYTES,
        "is no safetensors file, or is cut off: it promises a header of "
            + Long.toUnsignedString(length)
            + " bytes, and has "
            + fileBytes
            + " bytes in all");
    byte[] text = in.readNBytes((int) length);
    require(text.length == length, "ends within its header");
    try (JsonParser json = JSON.createParser(text)) {
      SortedMap<String, TensorEntry> tensors = tensors(json);
      requireSeamless(tensors, fileBytes - Long.BYTES - length);
      return new SafetensorsHeader(Long.BYTES + text.length, tensors);
    } catch (JsonProcessingException e) {
      throw new TensorFileException("has a header that cannot be read: " + line(e));
    }
  }

  private static SortedMap<String, TensorEntry> tensors(JsonParser json) throws IOException {
    SortedMap<String, TensorEntry> tensors = new TreeMap<>();
    require(json.nextToken() == JsonToken.START_OBJECT, "has a header that is no JSON object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.getCurrentName();
      json.nextToken();
      if (name.equals("__metadata__")) {
        json.skipChildren();
      } else {
        tensors.put(name, entry(name, json));
      }
    }
    require(json.nextToken() == null, "has more in its header than one JSON object");
    return tensors;
  }

  private static TensorEntry entry(String name, JsonParser json) throws IOException {
    String at = "tensor \"" + name + "\"";
    require(json.currentToken() == JsonToken.START_OBJECT, "says nothing about " + at);
    String written = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.getCurrentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> written = json.getText();
        case "shape" -> shape = numbers(at, json);
        case "data_offsets" -> offsets = numbers(at, json);
        default -> json.skipChildren();
      }
    }
    require(
        written != null && shape != null && offsets != null && offsets.size() == 2,
        "lacks dtype, shape or two data_offsets of " + at);
    String type = written;
    ElementType known =
        ElementType.named(type)
            .orElseThrow(
                () -> new TensorFileException("has " + at + " of the unknown dtype " + type));
    long begin = offsets.get(0);
    long end = offsets.get(1);
    require(
        end >= begin && end - begin == bytes(at, known, shape),
        "has " + at + " of " + known + shape + " at bytes " + begin + " to " + end);
    return new TensorEntry(name, known, shape, begin, end);
  }

  private static List<Long> numbers(String at, JsonParser json) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, "has " + at + " without a list of sides");
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(
          json.currentToken() == JsonToken.VALUE_NUMBER_INT
              && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
              && json.getLongValue() >= 0
              && numbers.size() < MOST_SIDES,
          "has " + at + " with a side or offset that is no whole number: " + json.getText());
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private static long bytes(String at, ElementType type, List<Long> shape)
      throws TensorFileException {
    try {
      long bytes = type.bytes();
      for (long side : shape) {
        bytes = Math.multiplyExact(bytes, side);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new TensorFileException("has " + at + " of a size beyond any file: " + shape);
    }
  }

  /** Every byte belongs to one tensor, as the format asks: nothing overlaps, nothing is hidden. */
  private static void requireSeamless(SortedMap<String, TensorEntry> tensors, long dataBytes)
      throws TensorFileException {
    long end = 0;
    List<TensorEntry> inOrder =
        tensors.values().stream()
            .sorted(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
            .toList();
    for (TensorEntry entry : inOrder) {
      require(
          entry.begin() == end,
          "has tensor \"" + entry.name() + "\" at byte " + entry.begin() + ", wanted " + end);
      end = entry.end();
    }
    require(
        end == dataBytes,
        "has tensors of " + end + " bytes, but " + dataBytes + " bytes behind its header");
  }

  private static String line(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("no JSON");
  }

  private static void require(boolean holds, String message) throws TensorFileException {
    if (!holds) {
      throw new TensorFileException(message);
    }
  }
}
