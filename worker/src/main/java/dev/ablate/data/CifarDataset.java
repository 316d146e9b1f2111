package dev.ablate.data;

import dev.ablate.model.Shape;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * CIFAR-10, binary version (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images",
 * 2009): records of one label byte and three colour planes, as the archive or its unpacked folder.
 */
final class CifarDataset {

  static final String ARCHIVE = "cifar-10-binary.tar.gz";
  static final String FOLDER = "cifar-10-batches-bin";
  static final int BATCH_RECORDS = 10_000;

  private static final Shape SHAPE = new Shape(3, 32, 32);
  private static final int IMAGE = 3 * 32 * 32;
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  /** In the order of the images; the last one is the test part. */
  private static final List<String> BATCHES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin");

  private final int records;
  private final ImageDataset.Part train;
  private final ImageDataset.Part test;
  private final Set<String> seen = new HashSet<>();

  private CifarDataset(int records) {
    this.records = records;
    this.train = empty(records * (BATCHES.size() - 1));
    this.test = empty(records);
  }

  /** Whether the archive, the folder or at least one batch is there. */
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(ARCHIVE)) || unpacked(folder) != null;
  }

  /** Reads it, from the unpacked files where both are there. */
  static ImageDataset read(Path folder, int batchRecords) {
    CifarDataset dataset = new CifarDataset(batchRecords);
    Path batches = unpacked(folder);
    Path source = batches == null ? folder.resolve(ARCHIVE) : batches;
    if (batches == null) {
      dataset.readArchive(source);
    } else {
      dataset.readFolder(source);
    }
    return ImageDataset.of(SHAPE, CLASSES, dataset.train, dataset.test, source.toString());
  }

  private static Path unpacked(Path folder) {
    for (Path candidate : List.of(folder.resolve(FOLDER), folder)) {
      if (BATCHES.stream().anyMatch(batch -> Files.isRegularFile(candidate.resolve(batch)))) {
        return candidate;
      }
    }
    return null;
  }

  private void readFolder(Path folder) {
    for (String batch : BATCHES) {
      Path file = folder.resolve(batch);
      if (!Files.isRegularFile(file)) {
        throw new DataException(file + ": is missing; fetch it");
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        readBatch(batch, file.toString(), Files.size(file), in);
      } catch (IOException e) {
        throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
      }
    }
  }

  private void readArchive(Path archive) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(raw, 1 << 16))) {
      InputStream in = new BufferedInputStream(tar, 1 << 16);
      for (TarArchiveEntry entry = tar.getNextTarEntry();
          entry != null;
          entry = tar.getNextTarEntry()) {
        String batch = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (BATCHES.contains(batch)) {
          readBatch(batch, archive + "!" + entry.getName(), entry.getSize(), in);
        }
      }
    } catch (ZipException | EOFException e) {
      throw new DataException(
          archive + ": is no sound gzip file (" + e.getMessage() + "); fetch it again", e);
    } catch (IOException e) {
      throw new DataException(archive + ": cannot be read: " + e.getMessage(), e);
    }
    for (String batch : BATCHES) {
      if (!seen.contains(batch)) {
        throw new DataException(archive + ": holds no " + batch + "; fetch it again");
      }
    }
  }

  private void readBatch(String batch, String name, long size, InputStream in) throws IOException {
    long wanted = (long) records * (1 + IMAGE);
    if (size != wanted) {
      throw new DataException(
          String.format(
              "%s: must have %d bytes (%d records of %d), but has %d; fetch it again",
              name, wanted, records, 1 + IMAGE, size));
    }
    int index = BATCHES.indexOf(batch);
    boolean isTest = index == BATCHES.size() - 1;
    ImageDataset.Part part = isTest ? test : train;
    int first = isTest ? 0 : index * records;
    for (int i = 0; i < records; i++) {
      int label = in.read();
      if (label >= CLASSES.size()) {
        throw new DataException(
            name
                + ": label at position "
                + i
                + " must be below "
                + CLASSES.size()
                + ", but was "
                + label);
      }
      int read = in.readNBytes(part.pixels(), (first + i) * IMAGE, IMAGE);
      if (label < 0 || read < IMAGE) {
        throw new EOFException(batch + " ends early");
      }
      part.labels()[first + i] = (byte) label;
    }
    seen.add(batch);
  }

  private static ImageDataset.Part empty(int count) {
    return new ImageDataset.Part(new byte[count * IMAGE], new byte[count]);
  }
}
