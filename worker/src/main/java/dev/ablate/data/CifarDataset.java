package dev.ablate.data;

import dev.ablate.model.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * CIFAR-10 and CIFAR-100 (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images",
 * 2009), binary and Python version, as the archive or its unpacked folder. All hold the same images
 * in the same order and have one checksum.
 */
final class CifarDataset {

  /** Images of the test part. */
  static final int UNIT = 10_000;

  static final Shape SHAPE = new Shape(3, 32, 32);
  static final int IMAGE = 3 * 32 * 32;

  private static final int TRAIN_UNITS = 5;

  private final CifarVersion version;
  private final CifarLabels labels;
  private final int unit;
  private final byte[][] pixels;
  private final byte[][] labelBytes;
  private final Set<String> seen = new HashSet<>();
  private long bytes;

  private CifarDataset(CifarVersion version, CifarLabels labels, int unit) {
    this.version = version;
    this.labels = labels;
    this.unit = unit;
    this.pixels = new byte[][] {new byte[TRAIN_UNITS * unit * IMAGE], new byte[unit * IMAGE]};
    this.labelBytes = new byte[][] {new byte[TRAIN_UNITS * unit], new byte[unit]};
  }

  /** Whether an archive, a folder or at least one batch is there. */
  static boolean isIn(Path place, CifarLabels labels) {
    return CifarVersion.of(labels.isHundred()).stream()
        .anyMatch(version -> source(version, place).isPresent());
  }

  private static Optional<Path> source(CifarVersion version, Path place) {
    return version.unpacked(place).or(() -> version.archive(place));
  }

  /**
   * Reads it, from unpacked files where there are both.
   *
   * @param unit images of the test part
   */
  static ImageDataset read(Path place, CifarLabels labels, int unit) {
    List<CifarVersion> versions = CifarVersion.of(labels.isHundred());
    CifarVersion version =
        versions.stream()
            .filter(one -> one.unpacked(place).isPresent())
            .findFirst()
            .orElseGet(
                () ->
                    versions.stream()
                        .filter(one -> one.archive(place).isPresent())
                        .findFirst()
                        .orElseThrow());
    CifarDataset dataset = new CifarDataset(version, labels, unit);
    Path source = source(version, place).orElseThrow();
    if (Files.isDirectory(source)) {
      dataset.readFolder(source);
    } else {
      dataset.readArchive(source);
    }
    return ImageDataset.of(
        SHAPE,
        labels.classNames(),
        new ImageDataset.Part(dataset.pixels[0], dataset.labelBytes[0]),
        new ImageDataset.Part(dataset.pixels[1], dataset.labelBytes[1]),
        new Provenance(source.toString(), dataset.seen.size(), dataset.bytes, 0));
  }

  private void readFolder(Path folder) {
    for (String batch : version.batches()) {
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
    TarArchive.read(
        archive,
        (path, size, in) -> {
          String batch = path.substring(path.lastIndexOf('/') + 1);
          if (version.batches().contains(batch)) {
            readBatch(batch, archive + "!" + path, size, in);
          }
        });
    for (String batch : version.batches()) {
      if (!seen.contains(batch)) {
        throw new DataException(archive + ": holds no " + batch + "; fetch it again");
      }
    }
  }

  private void readBatch(String batch, String name, long size, InputStream in) throws IOException {
    int records = version.units(batch) * unit;
    int part = version.isTest(batch) ? 1 : 0;
    int first = version.firstUnit(batch) * unit;
    CifarBatch target =
        new CifarBatch(name, labels, records, pixels[part], labelBytes[part], first);
    if (version.isPickled()) {
      target.readPickle(size, in);
    } else {
      target.readRecords(size, in);
    }
    bytes += size;
    seen.add(batch);
  }
}
