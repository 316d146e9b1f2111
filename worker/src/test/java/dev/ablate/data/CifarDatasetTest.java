package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CifarDatasetTest {

  /** Real batches hold 10,000. */
  private static final int RECORDS = 10;

  private static final int RECORD = 3073;
  private static final String[] NAMES = {
    "data_batch_1.bin",
    "data_batch_2.bin",
    "data_batch_3.bin",
    "data_batch_4.bin",
    "data_batch_5.bin",
    "test_batch.bin"
  };

  @TempDir Path folder;

  @Test
  void recordsAreLabelAndThreePlanes() throws IOException {
    writeFolder();

    ImageDataset read = read(folder);

    assertThat(read.shape()).hasToString("3x32x32");
    assertThat(read.train().count()).isEqualTo(5 * RECORDS);
    assertThat(read.test().count()).isEqualTo(RECORDS);
    byte[] second = batch(1);
    assertThat(read.train().label(RECORDS + 3)).isEqualTo(second[3 * RECORD]);
    assertThat(image(read.train(), RECORDS + 3))
        .isEqualTo(Arrays.copyOfRange(second, 3 * RECORD + 1, 4 * RECORD));
    assertThat(image(read.test(), 0)).isEqualTo(Arrays.copyOfRange(batch(5), 1, RECORD));
    assertThat(read.classNames()).startsWith("airplane").endsWith("truck");
  }

  @Test
  void archiveAndFoldersHaveOneChecksum(@TempDir Path other) throws IOException {
    writeFolder();
    writeArchive(other, NAMES);

    ImageDataset unpacked = read(folder);
    assertThat(read(other).checksum()).isEqualTo(unpacked.checksum());
    assertThat(read(folder.resolve("cifar-10-batches-bin")).checksum())
        .isEqualTo(unpacked.checksum());
  }

  @Test
  void batchOfWrongLengthIsRefused() throws IOException {
    writeFolder();
    Path batch = folder.resolve("cifar-10-batches-bin/data_batch_3.bin");
    Files.write(batch, Arrays.copyOf(batch(2), 30_000));

    assertRefused(
        batch + ": must have 30730 bytes (10 records of 3073), but has 30000; fetch it again");
  }

  @Test
  void batchOfWrongLengthInTheArchiveIsRefused() throws IOException {
    writeArchive(folder, NAMES);

    assertThatThrownBy(() -> CifarDataset.read(folder, CifarLabels.TEN, CifarDataset.UNIT))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder
                + "/cifar-10-binary.tar.gz!cifar-10-batches-bin/data_batch_1.bin: must have"
                + " 30730000 bytes (10000 records of 3073), but has 30730; fetch it again");
  }

  @Test
  void missingBatchIsNamed() throws IOException {
    writeFolder();
    Path batch = folder.resolve("cifar-10-batches-bin/data_batch_4.bin");
    Files.delete(batch);

    assertRefused(batch + ": is missing; fetch it");
  }

  @Test
  void missingBatchInTheArchiveIsNamed() throws IOException {
    writeArchive(folder, NAMES[0], NAMES[1], NAMES[3], NAMES[4], NAMES[5]);

    assertRefused(folder + "/cifar-10-binary.tar.gz: holds no data_batch_3.bin; fetch it again");
  }

  @Test
  void labelOutOfRangeIsRefused() throws IOException {
    writeFolder();
    Path file = folder.resolve("cifar-10-batches-bin/test_batch.bin");
    byte[] bytes = batch(5);
    bytes[7 * RECORD] = (byte) 200;
    Files.write(file, bytes);

    assertRefused(file + ": label at position 7 must be below 10, but was 200");
  }

  @Test
  void truncatedArchiveIsRefused() throws IOException {
    writeArchive(folder, NAMES);
    Path archive = folder.resolve("cifar-10-binary.tar.gz");
    Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 5_000));

    assertRefused(
        archive + ": is no sound gzip file (Unexpected end of ZLIB input stream); fetch it again");
  }

  private static ImageDataset read(Path folder) {
    return CifarDataset.read(folder, CifarLabels.TEN, RECORDS);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> read(folder)).isInstanceOf(DataException.class).hasMessage(message);
  }

  private void writeFolder() throws IOException {
    Path batches = Files.createDirectories(folder.resolve("cifar-10-batches-bin"));
    for (int i = 0; i < NAMES.length; i++) {
      Files.write(batches.resolve(NAMES[i]), batch(i));
    }
  }

  private static void writeArchive(Path folder, String... names) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve("cifar-10-binary.tar.gz"));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (String name : names) {
        byte[] content = batch(Arrays.asList(NAMES).indexOf(name));
        TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/" + name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
  }

  private static byte[] batch(int index) {
    byte[] bytes = new byte[RECORDS * RECORD];
    new SplittableRandom(index).nextBytes(bytes);
    for (int i = 0; i < RECORDS; i++) {
      bytes[i * RECORD] = (byte) i;
    }
    return bytes;
  }

  private static byte[] image(ImageDataset.Part part, int index) {
    return Arrays.copyOfRange(part.pixels(), index * 3072, (index + 1) * 3072);
  }
}
