package dev.ablate.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes a data set in MNIST's four files, sound ones and damaged ones. */
final class IdxFolder {

  private final Path folder;

  IdxFolder(Path folder) {
    this.folder = folder;
  }

  /** All four files of a data set, named with a suffix: {@code ""} or {@code ".gz"}. */
  static IdxFolder of(Path folder, ImageDataset dataset, String suffix) throws IOException {
    IdxFolder idx = new IdxFolder(folder);
    idx.part(dataset, dataset.train(), "train", suffix);
    idx.part(dataset, dataset.test(), "t10k", suffix);
    return idx;
  }

  private void part(ImageDataset dataset, ImageDataset.Part part, String prefix, String suffix)
      throws IOException {
    write(
        prefix + "-images-idx3-ubyte" + suffix,
        images(part.count(), dataset.shape().height(), dataset.shape().width(), part.pixels()));
    write(prefix + "-labels-idx1-ubyte" + suffix, labels(part));
  }

  /** Writes raw content, compressed if the name says so. */
  void write(String name, byte[] content) throws IOException {
    Files.createDirectories(folder);
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
      out.write(content);
    }
  }

  static byte[] images(int count, int height, int width, byte[] pixels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int number : new int[] {0x803, count, height, width}) {
      out.writeInt(number);
    }
    out.write(pixels);
    return bytes.toByteArray();
  }

  static byte[] labels(ImageDataset.Part part) throws IOException {
    byte[] labels = new byte[part.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) part.label(i);
    }
    return labels(labels);
  }

  static byte[] labels(byte[] labels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x801);
    out.writeInt(labels.length);
    out.write(labels);
    return bytes.toByteArray();
  }
}
