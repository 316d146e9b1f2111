package dev.ablate.data.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PickleReaderTest {

  @Test
  void batchOfPythonTwoIsReadWithoutCopies() throws IOException {
    Map<?, ?> batch = PickleReader.dictionary(fixture("cifar-100.pickle"));

    assertThat(batch.keySet().stream().map(String::valueOf))
        .containsExactly("batch_label", "fine_labels", "coarse_labels", "data", "filenames");
    assertThat(batch.get("fine_labels")).isEqualTo(List.of(49L, 99L));
    assertThat(batch.get("coarse_labels")).isEqualTo(List.of(10L, 13L));
    assertThat(text(batch.get("batch_label"))).isEqualTo("testing batch 1 of 1");
    ByteArray data = (ByteArray) batch.get("data");
    assertThat(data.shape()).containsExactly(2L, 3072L);
    assertThat(data.values().remaining()).isEqualTo(2 * 3072);
    assertThat(text(((List<?>) batch.get("filenames")).get(1)))
        .isEqualTo("leptodactylus_pentadactylus_s_000001.png");
  }

  @Test
  void functionsAreNeitherLookedUpNorCalled() {
    assertRefused(
        "\u0080\u0002cposix\nsystem\nU\u0004trueR.",
        "asks for posix.system, which images do not need; not executed");
    assertRefused(
        "\u0080\u0002c__builtin__\neval\n.",
        "asks for __builtin__.eval, which images do not need; not executed");
    assertRefused(
        "\u0080\u0002cnumpy\nndarray\n)R.", "calls something that is no array's constructor");
  }

  @Test
  void opcodesThatImagesDoNotNeedAreRefused() {
    assertRefused("\u0080\u0002\u0081.", "opcode 0x81 at byte 2 is none that pickled images need");
    assertRefused("i", "opcode 0x69 at byte 0 is none that pickled images need");
    assertRefused(
        "\u0080\u0004.", "is of protocol 4, but only those to 2 are read, as Python 2 wrote");
  }

  @Test
  void brokenStructureIsSaid() {
    assertRefused("", "ends early");
    assertRefused("\u0080\u0002}", "ends early");
    assertRefused("T\u00FF\u00FF\u00FF\u007Fabc.", "ends early");
    assertRefused("T\u00FF\u00FF\u00FF\u00FFabc.", "ends early");
    assertRefused(".", "takes a value where there is none");
    assertRefused("(.", "takes a value where there is none");
    assertRefused("].", "holds no dictionary");
    assertRefused("}K\u0001a.", "adds to something that is no list");
    assertRefused("]K\u0001K\u0002s.", "puts pairs into something that is no dictionary");
    assertRefused("}K\u0001K\u0002s.", "holds a dictionary with a key that is no text");
    assertRefused("h\u0007.", "refers to a value that was not there before");
    assertRefused("K\u0001t.", "ends a list that did not begin");
  }

  @Test
  void numberOfValuesIsBounded() {
    byte[] lists = new byte[3_000_000];
    Arrays.fill(lists, (byte) ']');

    assertThatThrownBy(() -> PickleReader.dictionary(lists))
        .isInstanceOf(PickleException.class)
        .hasMessage("holds more than 2000000 values");
  }

  @Test
  void arraySizesMustGoWithItsBytes() throws IOException {
    byte[] pickle = fixture("cifar-10.pickle");
    String text = new String(pickle, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("K\u0002M\u0000\f");
    pickle[at + 1] = 3;

    assertThatThrownBy(() -> PickleReader.dictionary(pickle))
        .hasMessage("holds an array whose sizes do not go with its 6144 bytes");
  }

  @Test
  void arrayOfOtherValuesIsRefused() throws IOException {
    byte[] pickle = fixture("cifar-10.pickle");
    String text = new String(pickle, StandardCharsets.ISO_8859_1);
    pickle[text.indexOf("U\u0002u1") + 2] = 'f';

    assertThatThrownBy(() -> PickleReader.dictionary(pickle))
        .hasMessage("holds values of another type than unsigned bytes (u1)");
  }

  private static void assertRefused(String pickle, String message) {
    assertThatThrownBy(() -> PickleReader.dictionary(pickle.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(PickleException.class)
        .hasMessage(message);
  }

  private static String text(Object bytes) {
    return StandardCharsets.ISO_8859_1.decode(((ByteBuffer) bytes).duplicate()).toString();
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = PickleReaderTest.class.getResourceAsStream("../" + name)) {
      return in.readAllBytes();
    }
  }
}
