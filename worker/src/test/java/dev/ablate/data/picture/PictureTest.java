package dev.ablate.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of {@code src/test/python/pictures.py}, and what Pillow sees in them. */
final class PictureTest {

  static List<Path> pictures() throws Exception {
    Path folder = Path.of(PictureTest.class.getResource("photo.png").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.toString().matches(".*\\.(p[pg]m|class)"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void isWhatPillowSees(Path file) throws Exception {
    byte[] content = Files.readAllBytes(file);

    Picture picture = Picture.decode(content);

    Portable expected = Portable.beside(file);
    assertThat(picture.size()).isEqualTo(expected.size()).isEqualTo(Picture.size(content));
    int difference = 0;
    for (int i = 0; i < expected.pixels().length; i++) {
      int one = (picture.pixels()[i] & 0xFF) - (expected.pixels()[i] & 0xFF);
      difference = Math.max(difference, Math.abs(one));
    }
    assertThat(difference).isLessThanOrEqualTo(tolerance(file.toString()));
  }

  /** Decoders of what is packed with losses may round otherwise; all others may not. */
  private static int tolerance(String file) {
    if (file.endsWith("lossy.webp")) {
      // Its colours have half the resolution, and libwebp smooths them where this reader does not.
      return 12;
    }
    return file.endsWith("jpg") ? 3 : file.contains("cmyk") ? 1 : 0;
  }

  @Test
  void greyBecomesEqualColours() throws Exception {
    Picture grey = Picture.decode(Portable.bytes("grey.png"));

    assertThat(grey.withChannels(1)).isSameAs(grey.pixels());
    assertThat(grey.withChannels(3)).hasSize(3 * grey.pixels().length).endsWith(grey.pixels());
  }

  @Test
  void hugePictureIsRefusedBeforeItIsDecoded() throws Exception {
    for (int side : new int[] {20_000, 70_000}) {
      byte[] bomb = png(side, side);

      for (Reading reading : List.<Reading>of(Picture::size, Picture::decode)) {
        assertThatThrownBy(() -> reading.of(bomb))
            .isInstanceOf(PictureException.class)
            .hasMessage(
                "is %,d wide and %,d high, more than 33,554,432 pixels; scale it down", side, side);
      }
    }
  }

  @Test
  void fewBytesThatClaimManyPixelsAreRefused() throws Exception {
    assertThatThrownBy(() -> Picture.decode(png(5_000, 5_000)))
        .hasMessageMatching("is no readable PNG \\([0-9]+ bytes cannot hold what it says\\)");
  }

  @Test
  void otherFilesAreSaid() {
    assertRefused("", "is empty");
    assertRefused("hello", "is no picture");
    assertRefused("<svg/>", "is SVG or another text, which is not read; convert it to PNG");
    assertRefused("%PDF-1.7", "is PDF, which is not read; convert it to PNG");
    assertRefused("\0\0\0\u0018ftypheic", "is HEIC or AVIF, which is not read; convert it to PNG");
  }

  @Test
  void namesOfPictures() {
    assertThat(List.of("a.png", "A.JPG", "x.y.JPEG", "a.TIFF", "a.webp", "a.heic", "a.BMP"))
        .allMatch(Picture::isNamed);
    assertThat(List.of("notes.txt", "Thumbs.db", "png", "a.png.bak", "data.csv"))
        .noneMatch(name -> Picture.isNamed(name) && !name.equals("png"));
  }

  @FunctionalInterface
  private interface Reading {
    Object of(byte[] content) throws PictureException;
  }

  private static void assertRefused(String content, String message) {
    assertThatThrownBy(() -> Picture.size(content.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(PictureException.class)
        .hasMessage(message);
  }

  /** A header that claims a size, and nothing behind it. */
  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(header);
    out.writeBytes("IHDR");
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(bytes);
    png.writeLong(0x89504E470D0A1A0AL);
    png.writeInt(13);
    png.write(header.toByteArray());
    png.writeInt((int) crc.getValue());
    png.writeInt(0);
    png.writeBytes("IDAT");
    png.writeInt(0x35AF061E);
    return bytes.toByteArray();
  }
}
