package dev.ablate.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Small copies of CIFAR's versions, two images a batch. The pickles are those that {@code
 * src/test/python/cifar_pickles.py} writes.
 */
final class CifarFiles {

  /** Images of a test part. */
  static final int UNIT = 2;

  private CifarFiles() {}

  /** The Python version of CIFAR-10: the same two images in each batch. */
  static Map<String, byte[]> pickledTen() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("cifar-10-batches-py/batches.meta", new byte[] {1, 2, 3});
    for (int i = 1; i <= 5; i++) {
      files.put("cifar-10-batches-py/data_batch_" + i, fixture("cifar-10.pickle"));
    }
    files.put("cifar-10-batches-py/test_batch", fixture("cifar-10.pickle"));
    return files;
  }

  /** The binary version of the same images. */
  static Map<String, byte[]> binaryTen() {
    byte[] batch = records(1, new int[][] {{6}, {9}});
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 1; i <= 5; i++) {
      files.put("cifar-10-batches-bin/data_batch_" + i + ".bin", batch);
    }
    files.put("cifar-10-batches-bin/test_batch.bin", batch);
    return files;
  }

  /** The binary version of CIFAR-100: a coarse and a fine label before each image. */
  static Map<String, byte[]> binaryHundred() {
    ByteArrayOutputStream train = new ByteArrayOutputStream();
    byte[] test = records(2, new int[][] {{10, 49}, {13, 99}});
    for (int i = 0; i < 5; i++) {
      train.writeBytes(test);
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("cifar-100-binary/train.bin", train.toByteArray());
    files.put("cifar-100-binary/test.bin", test);
    return files;
  }

  static void unpacked(Path folder, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  static byte[] fixture(String name) throws IOException {
    try (InputStream in = CifarFiles.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** Labels, then the pixels that the script gives the same seed. */
  private static byte[] records(int seed, int[][] labels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long state = seed;
    for (int[] head : labels) {
      for (int label : head) {
        out.write(label);
      }
      for (int i = 0; i < 3072; i++) {
        state = (state * 1103515245L + 12345) % (1L << 31);
        out.write((int) (state >> 16) & 0xFF);
      }
    }
    return out.toByteArray();
  }
}
