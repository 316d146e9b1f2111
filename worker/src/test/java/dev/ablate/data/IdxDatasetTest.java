package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxDatasetTest {

  private static final ImageDataset IMAGES = TestImages.dataset(4, 20, 8);

  private static final IdxNames DIGITS = new IdxNames(List.of(""), IdxNames.DIGITS);

  @TempDir Path folder;
  private IdxFolder files;

  @BeforeEach
  void writeFiles() throws IOException {
    files = IdxFolder.of(folder, IMAGES, "");
  }

  @Test
  void pixelsAndLabelsAreThoseOfTheFiles() {
    ImageDataset read = read(folder);

    assertThat(read.shape()).isEqualTo(IMAGES.shape());
    assertThat(read.train().pixels()).isEqualTo(IMAGES.train().pixels());
    assertThat(read.train().labels()).isEqualTo(IMAGES.train().labels());
    assertThat(read.test().pixels()).isEqualTo(IMAGES.test().pixels());
    assertThat(read.classNames()).isEqualTo(IdxNames.DIGITS);
    assertThat(read.source()).isEqualTo(folder.toString());
  }

  @Test
  void compressionAndNamingDoNotChangeTheChecksum(@TempDir Path other) throws IOException {
    IdxFolder.of(other, IMAGES, ".gz");
    Files.move(
        other.resolve("train-images-idx3-ubyte.gz"), other.resolve("train-images.idx3-ubyte.gz"));

    assertThat(read(other).checksum()).isEqualTo(read(folder).checksum());
  }

  @Test
  void onePixelChangesTheChecksum(@TempDir Path other) throws IOException {
    byte[] pixels = IMAGES.test().pixels().clone();
    pixels[17]++;
    IdxFolder.of(other, IMAGES, "")
        .write("t10k-images-idx3-ubyte", IdxFolder.images(8, 8, 8, pixels));

    assertThat(read(other).checksum()).isNotEqualTo(read(folder).checksum());
  }

  @Test
  void truncatedFileIsRefused() throws IOException {
    files.write(
        "train-images-idx3-ubyte", IdxFolder.images(20, 8, 8, Arrays.copyOf(new byte[0], 1000)));

    assertRefused("train-images-idx3-ubyte: ends after 1000 of 1280 bytes of data; fetch it again");
  }

  @Test
  void fileThatEndsInItsHeaderIsRefused() throws IOException {
    files.write("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0});

    assertRefused("train-labels-idx1-ubyte: ends inside its header; fetch it again");
  }

  @Test
  void overlongFileIsRefused() throws IOException {
    files.write("train-images-idx3-ubyte", IdxFolder.images(20, 8, 8, new byte[1281]));

    assertRefused(
        "train-images-idx3-ubyte: goes on after the 1280 bytes of data that its header names");
  }

  @Test
  void wrongMagicNumberIsRefused() throws IOException {
    files.write("train-images-idx3-ubyte", IdxFolder.labels(new byte[20]));

    assertRefused(
        "train-images-idx3-ubyte: magic number must be 0x00000803 (IDX, images), but was"
            + " 0x00000801");
  }

  @Test
  void implausibleSizeIsRefused() throws IOException {
    files.write("train-images-idx3-ubyte", IdxFolder.images(Integer.MAX_VALUE, 8, 8, new byte[10]));

    assertRefused("train-images-idx3-ubyte: size 1 of 3 is implausible: 2147483647");
  }

  @Test
  void labelOutOfRangeIsRefused() throws IOException {
    byte[] file = IdxFolder.labels(IMAGES.train());
    file[8 + 3] = 10;
    files.write("train-labels-idx1-ubyte", file);

    assertRefused("train-labels-idx1-ubyte: label at position 3 must be below 10, but was 10");
  }

  @Test
  void differentNumbersOfImagesAndLabelsAreRefused() throws IOException {
    files.write("t10k-labels-idx1-ubyte", IdxFolder.labels(new byte[7]));

    assertRefused("t10k-labels-idx1-ubyte: has 7 labels, but t10k-images-idx3-ubyte has 8 images");
  }

  @Test
  void differentSizesOfTrainingAndTestImagesAreRefused() throws IOException {
    files.write("t10k-images-idx3-ubyte", IdxFolder.images(8, 4, 16, IMAGES.test().pixels()));

    assertRefused(
        "t10k-images-idx3-ubyte: test images must be 1x8x8 as the training images are, but are"
            + " 1x4x16");
  }

  @Test
  void missingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));

    assertRefused("t10k-labels-idx1-ubyte: is missing, with and without .gz; fetch it");
  }

  @Test
  void compressionGoesByTheContentNotTheName() throws IOException {
    Path plain = folder.resolve("train-images-idx3-ubyte");
    String checksum = read(folder).checksum();
    Files.move(plain, folder.resolve("train-images-idx3-ubyte.gz"));
    Path labels = folder.resolve("t10k-labels-idx1-ubyte");
    files.write("t10k.gz", Files.readAllBytes(labels));
    Files.move(folder.resolve("t10k.gz"), labels, StandardCopyOption.REPLACE_EXISTING);

    assertThat(read(folder).checksum()).isEqualTo(checksum);
  }

  @Test
  void bombIsNotUnpackedBeyondWhatItsHeaderNames() throws IOException {
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    byte[] bomb = Arrays.copyOf(IdxFolder.images(20, 8, 8, new byte[0]), 100_000_000);
    files.write("train-images-idx3-ubyte.gz", bomb);

    assertRefused(
        "train-images-idx3-ubyte.gz: goes on after the 1280 bytes of data that its header names");
  }

  @Test
  void headerThatPromisesMoreThanTheFileHoldsTakesNoMemoryForIt() throws IOException {
    files.write("train-images-idx3-ubyte", IdxFolder.images(30_000_000, 8, 8, new byte[100]));

    assertRefused(
        "train-images-idx3-ubyte: ends after 100 of 1920000000 bytes of data; fetch it again");
  }

  @Test
  void truncatedGzipIsRefused() throws IOException {
    Path file = folder.resolve("train-images-idx3-ubyte.gz");
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    files.write("train-images-idx3-ubyte.gz", IdxFolder.images(20, 8, 8, IMAGES.train().pixels()));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 300));

    assertRefused(
        "train-images-idx3-ubyte.gz: is no sound gzip file (Unexpected end of ZLIB input stream);"
            + " fetch it again");
  }

  @Test
  void corruptGzipIsRefused() throws IOException {
    Path file = folder.resolve("train-images-idx3-ubyte.gz");
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    files.write("train-images-idx3-ubyte.gz", IdxFolder.images(20, 8, 8, IMAGES.train().pixels()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 0x55;
    Files.write(file, bytes);

    assertRefused(
        "train-images-idx3-ubyte.gz: is no sound gzip file (Corrupt GZIP trailer); fetch it"
            + " again");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(DataException.class)
        .hasMessage(folder + "/" + message);
  }

  private static ImageDataset read(Path folder) {
    return IdxDataset.read(new Place.Folder(folder), DIGITS);
  }
}
