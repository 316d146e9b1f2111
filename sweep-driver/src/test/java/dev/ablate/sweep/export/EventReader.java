package dev.ablate.sweep.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads event files as their specification has them, apart from what writes them: frames with their
 * checksums by Castagnoli's polynomial bit by bit, then fields by number.
 */
final class EventReader {

  private EventReader() {}

  /** Fields of a message by number; a field's values are Long, Double, Float or bytes. */
  record Fields(Map<Integer, List<Object>> values) {

    Fields message(int field) {
      return parse((byte[]) values.get(field).get(0));
    }

    List<Fields> messages(int field) {
      return values.getOrDefault(field, List.of()).stream().map(v -> parse((byte[]) v)).toList();
    }

    String text(int field) {
      return new String((byte[]) values.get(field).get(0), StandardCharsets.UTF_8);
    }

    Object value(int field) {
      return values.get(field).get(0);
    }

    boolean has(int field) {
      return values.containsKey(field);
    }
  }

  /** The events of the one file in a folder. */
  static List<Fields> read(Path folder) throws IOException {
    List<Path> files;
    try (var all = Files.list(folder)) {
      files = all.filter(file -> file.getFileName().toString().contains("tfevents")).toList();
    }
    if (files.size() != 1) {
      throw new IOException(folder + " must have one event file, but has " + files);
    }
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(files.get(0))).order(ByteOrder.LITTLE_ENDIAN);
    List<Fields> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = take(bytes, 8);
      check(bytes, length);
      byte[] event = take(bytes, (int) ByteBuffer.wrap(length).order(bytes.order()).getLong());
      check(bytes, event);
      events.add(parse(event));
    }
    return events;
  }

  private static void check(ByteBuffer bytes, byte[] summed) throws IOException {
    int crc = ~0;
    for (byte b : summed) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
      }
    }
    crc = ~crc;
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    int written = bytes.getInt();
    if (masked != written) {
      throw new IOException("checksum " + written + " where " + masked + " belongs");
    }
  }

  private static byte[] take(ByteBuffer from, int count) {
    byte[] bytes = new byte[count];
    from.get(bytes);
    return bytes;
  }

  private static Fields parse(byte[] message) {
    Map<Integer, List<Object>> values = new TreeMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      long tag = varint(bytes);
      Object value =
          switch ((int) (tag & 7)) {
            case 0 -> varint(bytes);
            case 1 -> bytes.getDouble();
            case 2 -> take(bytes, (int) varint(bytes));
            case 5 -> bytes.getFloat();
            default -> throw new IllegalArgumentException("field kind " + (tag & 7));
          };
      values.computeIfAbsent((int) (tag >>> 3), none -> new ArrayList<>()).add(value);
    }
    return new Fields(values);
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
