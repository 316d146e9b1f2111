package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} says of damaged data: the file, what is wrong with it and what to do. */
class BadDataTest {

  private static final int IMAGES = 20;
  private static final int SIDE = 8;

  @TempDir Path folder;

  private Path results;

  @BeforeEach
  void writeMnist() throws IOException {
    results = folder.resolve("results");
    for (String part : new String[] {"train", "t10k"}) {
      write("mnist", part + "-images-idx3-ubyte", images(IMAGES * SIDE * SIDE));
      write("mnist", part + "-labels-idx1-ubyte", labels(0x801));
    }
  }

  @Test
  void truncatedFile() throws IOException {
    write("mnist", "train-images-idx3-ubyte", images(1000));

    assertRefused(
        "mnist",
        folder.resolve("mnist/train-images-idx3-ubyte")
            + ": ends after 1000 of 1280 bytes of data; fetch it again");
  }

  @Test
  void wrongMagicNumber() throws IOException {
    write("mnist", "t10k-labels-idx1-ubyte", labels(0x901));

    assertRefused(
        "mnist",
        folder.resolve("mnist/t10k-labels-idx1-ubyte")
            + ": magic number must be 0x00000801 (IDX, labels), but was 0x00000901");
  }

  @Test
  void labelOutOfRange() throws IOException {
    byte[] labels = labels(0x801);
    labels[8 + 3] = 10;
    write("mnist", "train-labels-idx1-ubyte", labels);

    assertRefused(
        "mnist",
        folder.resolve("mnist/train-labels-idx1-ubyte")
            + ": label at position 3 must be below 10, but was 10");
  }

  @Test
  void batchOfWrongLength() throws IOException {
    for (String batch : new String[] {"data_batch_1", "data_batch_2", "data_batch_3"}) {
      write("cifar-10/cifar-10-batches-bin", batch + ".bin", new byte[3073]);
    }

    assertRefused(
        "cifar-10",
        folder.resolve("cifar-10/cifar-10-batches-bin/data_batch_1.bin")
            + ": must have 30730000 bytes (10000 records of 3073), but has 3073; fetch it again");
  }

  @Test
  void corruptImage() throws IOException {
    for (int i = 0; i < 10; i++) {
      String image = (i % 2 == 0 ? "a/" : "b/") + i + ".png";
      Path file = folder.resolve("pictures").resolve(image);
      Files.createDirectories(file.getParent());
      ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }
    Path file = folder.resolve("pictures/b/1.png");
    Files.writeString(file, "not an image");

    assertRefused(
        "image-folder, path = pictures",
        file + ": is no picture; replace or remove it, or set dataset.skip-broken = true");
  }

  private void assertRefused(String dataset, String message) throws IOException {
    Path config = folder.resolve("study.conf");
    Files.writeString(
        config,
        """
        sweep {
          name = study
          output = "%s"
          dataset { name = %s }
          network { layers = [ { name = conv, type = conv, filters = 2, kernel = 3 } ] }
          training { epochs = 1, batch-size = 10, optimizer { name = adam, learning-rate = 1e-3 } }
        }
        """
            .formatted(results, dataset));

    CommandLineRun run = CommandLineRun.of("run", config.toString(), "--data", folder.toString());

    assertThat(run.err()).isEqualToIgnoringNewLines(message);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(results).doesNotExist();
  }

  private void write(String dataset, String name, byte[] content) throws IOException {
    Files.write(Files.createDirectories(folder.resolve(dataset)).resolve(name), content);
  }

  private static byte[] images(int bytes) {
    return ByteBuffer.allocate(16 + bytes)
        .putInt(0x803)
        .putInt(IMAGES)
        .putInt(SIDE)
        .putInt(SIDE)
        .array();
  }

  private static byte[] labels(int magic) {
    byte[] bytes = ByteBuffer.allocate(8 + IMAGES).putInt(magic).putInt(IMAGES).array();
    for (int i = 0; i < IMAGES; i++) {
      bytes[8 + i] = (byte) (i % 10);
    }
    return bytes;
  }
}
