package dev.ablate.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

  private static final String ONE =
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Safetensors file = Safetensors.read(written());

    assertThat(file.tensors().keySet()).containsExactly("bias", "weight");
    assertThat(file.tensors().get("weight").shape()).containsExactly(2L, 3L);
    double[] weight = new double[8];
    file.copy(file.tensors().get("weight"), weight, 1);
    assertThat(weight).containsExactly(0, 1, -2, 0.5, 1e-3f, 1e30f, -0.0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    // Patterns and values of IEEE 754's half precision; bfloat16 is the upper half of a float.
    "F16, 3c00, 1",
    "F16, c000, -2",
    "F16, 7bff, 65504",
    "F16, 0001, 5.9604644775390625e-8",
    "F16, 83ff, -6.097555160522461e-5",
    "F16, 7c00, Infinity",
    "F16, 3555, 0.333251953125",
    "BF16, 3f80, 1",
    "BF16, c049, -3.140625",
    "BF16, 7f80, Infinity"
  })
  void halfPrecisionIsRead(String type, String bits, double value) throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"%s\",\"shape\":[],\"data_offsets\":[0,2]}}".formatted(type);
    int pattern = Integer.parseInt(bits, 16);
    Safetensors file = Safetensors.read(file(header, (byte) pattern, (byte) (pattern >> 8)));

    double[] number = new double[1];
    file.copy(file.tensors().get("a"), number, 0);
    assertThat(number[0]).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}"
            + " | has tensor \"a\" of F32[3] at bytes 0 to 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}"
            + " | has tensor \"a\" of F32[2] at bytes 8 to 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}"
            + " | has tensor \"a\" with a side or offset that is no whole number: -2",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9],\"data_offsets\":[0,8]}}"
            + " | has tensor \"a\" of a size beyond any file: [9223372036854775807, 9]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}"
            + " | has tensor \"a\" at byte 4, wanted 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            + " | has tensors of 4 bytes, but 8 bytes behind its header",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}"
            + " | has tensor \"b\" at byte 4, wanted 8",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            + " | has tensor \"a\" of the unknown dtype F31",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}"
            + " | lacks dtype, shape or two data_offsets of tensor \"a\"",
        "{\"a\":7} | says nothing about tensor \"a\"",
        "[1] | has a header that is no JSON object",
        "{\"a\":{},\"a\":{}} | lacks dtype, shape or two data_offsets of tensor \"a\"",
        "{}{} | has more in its header than one JSON object"
      })
  void whatDoesNotFitIsRefused(String header, String message) {
    assertThatThrownBy(() -> Safetensors.read(file(header, new byte[8])))
        .isInstanceOf(TensorFileException.class)
        .hasMessage(message);
  }

  @Test
  void aHeaderLargerThanTheFileIsRefusedBeforeItIsRead() {
    byte[] file = file(ONE, new byte[8]);
    Arrays.fill(file, 0, 7, (byte) 0xff);
    file[7] = 0x7f;

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(TensorFileException.class)
        .hasMessageContaining("promises a header of 9223372036854775807 bytes");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> Safetensors.read(file("{\"__metadata__\":" + "[".repeat(100_000))))
        .isInstanceOf(TensorFileException.class)
        .hasMessageStartingWith("has a header that cannot be read: ");
  }

  /** Cut or changed at random: read or refused in one line, never anything else. */
  @Test
  void damageIsRefusedInOneLine() throws IOException {
    byte[] whole = written();
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged =
          Arrays.copyOf(whole, i % 2 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int j = 0; j < 1 + i % 3 && damaged.length > 0; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Safetensors.read(damaged);
      } catch (TensorFileException e) {
        refused++;
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void oneIsKnownByItsStart() throws IOException {
    assertThat(Safetensors.isOne(written())).isTrue();
    assertThat(Safetensors.isOne(new byte[] {0, 0, 0, 9, 'A', 'B', 'L', 'W', 0})).isFalse();
    assertThat(Safetensors.isOne(new byte[0])).isFalse();
    assertThatCode(() -> Safetensors.read(file(ONE, new byte[8]))).doesNotThrowAnyException();
  }

  private static byte[] written() throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.add("weight", List.of(2L, 3L), new double[] {1, -2, 0.5, 1e-3, 1e30, -0.0});
    writer.add("bias", List.of(0L), new double[0]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out, Map.of("made by", "a \"test\""));
    return out.toByteArray();
  }

  private static byte[] file(String header, byte... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }
}
