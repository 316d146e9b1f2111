package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a file is damaged, it is read, or refused with its name. */
final class DamagedFilesTest {

  private static final int TRIES =
      System.getProperty("ablate.faults", "").equals("full") ? 400 : 200;

  private static final IdxNames DIGITS = new IdxNames(List.of(""), IdxNames.DIGITS);

  @TempDir Path folder;

  @Test
  void idx() throws IOException {
    IdxFolder.of(folder, TestImages.dataset(4, 20, 8), "");
    damage(
        folder.resolve("train-images-idx3-ubyte"),
        () -> IdxDataset.read(new Place.Folder(folder), DIGITS));
    damage(
        folder.resolve("train-labels-idx1-ubyte"),
        () -> IdxDataset.read(new Place.Folder(folder), DIGITS));
  }

  @Test
  void compressedIdx() throws IOException {
    IdxFolder.of(folder, TestImages.dataset(4, 20, 8), ".gz");

    damage(
        folder.resolve("train-images-idx3-ubyte.gz"),
        () -> IdxDataset.read(new Place.Folder(folder), DIGITS));
  }

  @Test
  void cifarArchive() throws IOException {
    byte[] tar = tar();
    Path archive = folder.resolve("cifar-10-binary.tar.gz");
    Files.write(archive, gzip(tar));
    damage(archive, () -> CifarDataset.read(folder, CifarLabels.TEN, 1));

    // The compression's checksum hides most damage from the archive's reader: damage it before.
    for (int i = 0; i < TRIES; i++) {
      Files.write(archive, gzip(damaged(tar, new SplittableRandom(i))));
      assertReadOrRefused(i, archive, () -> CifarDataset.read(folder, CifarLabels.TEN, 1));
    }
  }

  @Test
  void pickles() throws IOException {
    CifarFiles.unpacked(folder, CifarFiles.pickledTen());
    damage(
        folder.resolve("cifar-10-batches-py/data_batch_1"),
        () -> CifarDataset.read(folder, CifarLabels.TEN, CifarFiles.UNIT));
  }

  private static void damage(Path file, Runnable read) throws IOException {
    byte[] sound = Files.readAllBytes(file);
    for (int i = 0; i < TRIES; i++) {
      Files.write(file, damaged(sound, new SplittableRandom(i)));
      assertReadOrRefused(i, file, read);
    }
    Files.write(file, sound);
  }

  private static void assertReadOrRefused(int attempt, Path file, Runnable read) {
    try {
      read.run();
    } catch (DataException e) {
      assertThat(e).as("attempt %s", attempt).hasMessageContaining(file.getParent().toString());
      assertThat(e.getMessage()).doesNotContain("\n");
    }
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

  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (String name : List.of("data_batch_1.bin", "data_batch_2.bin", "test_batch.bin")) {
        TarArchiveEntry entry = new TarArchiveEntry("cifar-10-batches-bin/" + name);
        entry.setSize(3073);
        tar.putArchiveEntry(entry);
        tar.write(new byte[3073]);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
