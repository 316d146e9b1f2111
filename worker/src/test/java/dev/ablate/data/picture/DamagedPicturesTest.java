package dev.ablate.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a picture is damaged, it is decoded or refused, in little time and memory. */
@Timeout(60)
final class DamagedPicturesTest {

  private static final int TRIES = 60;

  /** What a picture of the most pixels takes decoded, twice over. */
  private static final long MOST_BYTES = 2L * 4 * Picture.MOST_PIXELS;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "photo.png",
        "palette.png",
        "interlaced.png",
        "turned-6.png",
        "photo.jpg",
        "progressive.jpg",
        "cmyk.jpg",
        "turned-6.jpg",
        "photo.bmp",
        "palette.bmp",
        "photo.gif",
        "frames.gif",
        "photo.tif",
        "lzw.tif",
        "deflate.tif",
        "turned-8.tif",
        "photo.webp",
        "lossy.webp",
        "turned-6.webp"
      })
  void isDecodedOrRefused(String name) throws IOException {
    byte[] sound = Portable.bytes(name);
    for (int i = 0; i < TRIES; i++) {
      byte[] damaged = damaged(sound, new SplittableRandom(i));
      long before = allocated();
      try {
        Picture picture = Picture.decode(damaged);
        assertThat(picture.pixels()).hasSize(picture.size().bytes());
      } catch (PictureException e) {
        assertThat(e.getMessage()).as("attempt %s", i).isNotBlank().doesNotContain("\n");
      }
      assertThat(allocated() - before).as("attempt %s", i).isLessThan(MOST_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interlaced.png",
        "photo.jpg",
        "progressive.jpg",
        "photo.bmp",
        "photo.gif",
        "lzw.tif"
      })
  void pictureThatIsCutOffIsRefusedNotFilled(String name) throws IOException {
    byte[] sound = Portable.bytes(name);
    for (double share : new double[] {0.3, 0.6, 0.9}) {
      byte[] cut = Arrays.copyOf(sound, (int) (sound.length * share));

      assertThatThrownBy(() -> Picture.decode(cut))
          .isInstanceOf(PictureException.class)
          .hasMessageStartingWith("is no readable ");
    }
  }

  @Test
  void headerThatCannotBeIsRefused() throws IOException {
    byte[] photo = Portable.bytes("photo.png");
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.write(photo, 0, 33);
    twice.write(photo);

    assertThatThrownBy(() -> Picture.decode(twice.toByteArray()))
        .isInstanceOf(PictureException.class)
        .hasMessageStartingWith("is no readable PNG");
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  /** Cuts it, or changes some bytes, half of them near the beginning, where headers are. */
  private static byte[] damaged(byte[] sound, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(sound, random.nextInt(sound.length));
    }
    byte[] damaged = sound.clone();
    for (int left = random.nextInt(1, 6); left > 0; left--) {
      int end = random.nextBoolean() ? Math.min(64, sound.length) : sound.length;
      damaged[random.nextInt(end)] = (byte) random.nextInt(256);
    }
    return damaged;
  }
}
