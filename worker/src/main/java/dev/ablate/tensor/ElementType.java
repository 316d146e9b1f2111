package dev.ablate.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How one number of a tensor lies in a file, little-endian; named as safetensors names them. */
public enum ElementType {
  F32(4),
  /** IEEE 754 half precision. */
  F16(2),
  /** The upper half of an F32. */
  BF16(2),
  F64(8),
  F8_E4M3(1),
  F8_E5M2(1),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U64(8),
  U32(4),
  U16(2),
  U8(1),
  BOOL(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** Whether its numbers can be weights; the others are known by their size alone. */
  public boolean isReadable() {
    return this == F32 || this == F16 || this == BF16;
  }

  /** The next number of a little-endian buffer. */
  float next(ByteBuffer buffer) {
    return switch (this) {
      case F32 -> buffer.getFloat();
      case F16 -> half(buffer.getShort());
      case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
      case F64, F8_E4M3, F8_E5M2, I64, I32, I16, I8, U64, U32, U16, U8, BOOL ->
          throw new IllegalStateException(this + " is not readable");
    };
  }

  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      return Math.copySign(fraction * 0x1p-24f, sign == 0 ? 1 : -1);
    }
    int wide = exponent == 0x1f ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
