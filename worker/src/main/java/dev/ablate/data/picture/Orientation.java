package dev.ablate.data.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a picture must be turned to stand upright: the tag 274 of Exif 2.32 and TIFF 6.0. What is
 * damaged there is taken for upright, as viewers do.
 */
enum Orientation {
  UPRIGHT,
  MIRRORED,
  UPSIDE_DOWN,
  MIRRORED_UPSIDE_DOWN,
  TRANSPOSED,
  TURN_RIGHT,
  TRANSPOSED_OTHER_WAY,
  TURN_LEFT;

  private static final int TAG = 274;
  private static final int ENTRY = 12;

  /** Whether height and width change places. */
  boolean swapsSides() {
    return switch (this) {
      case UPRIGHT, MIRRORED, UPSIDE_DOWN, MIRRORED_UPSIDE_DOWN -> false;
      case TRANSPOSED, TURN_RIGHT, TRANSPOSED_OTHER_WAY, TURN_LEFT -> true;
    };
  }

  /** Turns planes of pixels. */
  byte[] apply(byte[] pixels, int channels, int height, int width) {
    if (this == UPRIGHT) {
      return pixels;
    }
    int newHeight = swapsSides() ? width : height;
    int newWidth = swapsSides() ? height : width;
    byte[] turned = new byte[pixels.length];
    int out = 0;
    for (int channel = 0; channel < channels; channel++) {
      int plane = channel * height * width;
      for (int y = 0; y < newHeight; y++) {
        for (int x = 0; x < newWidth; x++) {
          turned[out++] = pixels[plane + from(y, x, height, width)];
        }
      }
    }
    return turned;
  }

  private int from(int y, int x, int height, int width) {
    int right = width - 1;
    int bottom = height - 1;
    return switch (this) {
      case UPRIGHT -> y * width + x;
      case MIRRORED -> y * width + right - x;
      case UPSIDE_DOWN -> (bottom - y) * width + right - x;
      case MIRRORED_UPSIDE_DOWN -> (bottom - y) * width + x;
      case TRANSPOSED -> x * width + y;
      case TURN_RIGHT -> (bottom - x) * width + y;
      case TRANSPOSED_OTHER_WAY -> (bottom - x) * width + right - y;
      case TURN_LEFT -> x * width + right - y;
    };
  }

  /** Of a file's content. */
  static Orientation of(PictureFormat format, byte[] content) {
    try {
      return switch (format) {
        case JPEG -> ofJpeg(content);
        case PNG -> ofChunks(content, 8, 4, "eXIf", ByteOrder.BIG_ENDIAN);
        case WEBP -> ofChunks(content, 12, 0, "EXIF", ByteOrder.LITTLE_ENDIAN);
        case TIFF -> ofTags(content, 0);
        case BMP, GIF -> UPRIGHT;
      };
    } catch (IndexOutOfBoundsException e) {
      return UPRIGHT;
    }
  }

  /** In the segment APP1 that begins with {@code Exif}, before the image's data. */
  private static Orientation ofJpeg(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content);
    int at = 2;
    while (content[at] == (byte) 0xFF && content[at + 1] != (byte) 0xDA) {
      int length = in.getShort(at + 2) & 0xFFFF;
      if (content[at + 1] == (byte) 0xE1 && name(content, at + 4).equals("Exif")) {
        return ofTags(content, at + 10);
      }
      at += 2 + Math.max(2, length);
    }
    return UPRIGHT;
  }

  /** In a chunk of PNG (length, name, data, checksum) or WebP (name, length, data padded to 2). */
  private static Orientation ofChunks(
      byte[] content, int first, int nameAt, String wanted, ByteOrder order) {
    ByteBuffer in = ByteBuffer.wrap(content).order(order);
    int at = first;
    while (at + 8 < content.length) {
      int length = in.getInt(at + 4 - nameAt);
      if (length < 0) {
        return UPRIGHT;
      }
      if (name(content, at + nameAt).equals(wanted)) {
        int data = at + 8;
        // Some writers keep JPEG's preamble.
        return ofTags(content, name(content, data).equals("Exif") ? data + 6 : data);
      }
      at = Math.addExact(at + 8, length) + (nameAt == 4 ? 4 : length % 2);
    }
    return UPRIGHT;
  }

  /** In the first directory of a TIFF that begins there. */
  private static Orientation ofTags(byte[] content, int start) {
    ByteBuffer in = ByteBuffer.wrap(content);
    in.order(content[start] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = start + (in.getInt(start + 4) & 0xFFFFFFFFL);
    if (directory > content.length) {
      return UPRIGHT;
    }
    int at = (int) directory;
    int entries = in.getShort(at) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + i * ENTRY;
      if ((in.getShort(entry) & 0xFFFF) == TAG) {
        int value = in.getShort(entry + 8) & 0xFFFF;
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private static String name(byte[] content, int at) {
    return new String(content, at, 4, StandardCharsets.ISO_8859_1);
  }
}
