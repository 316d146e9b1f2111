package dev.ablate.data;

import dev.ablate.model.Shape;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A data set in a file: the pixels of its parts one after the other, then what else it is, then
 * where that begins. Each segment of pixels and the description have a checksum.
 */
final class PixelFile {

  static final int VERSION = 1;

  private static final long MAGIC = 0x41424c4958454c31L;

  /** Most bytes of a segment; a whole number of images, so that none lies in two. */
  private static final int SEGMENT = 1 << 30;

  private static final int BUFFER = 1 << 20;

  private PixelFile() {}

  static int segmentBytes(int imageSize) {
    return Math.max(1, SEGMENT / imageSize) * imageSize;
  }

  /** Writes a file, part by part. */
  static final class Writer implements PixelSink, AutoCloseable {

    private final FileChannel channel;
    private final OutputStream out;
    private final List<List<Integer>> checksums = new ArrayList<>();
    private final CRC32C checksum = new CRC32C();
    private long written;
    private int inSegment;
    private int segmentBytes;
    private boolean closed;

    Writer(Path file) throws IOException {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    @Override
    public void begin(int images, int imageSize) {
      endSegment();
      checksums.add(new ArrayList<>());
      segmentBytes = segmentBytes(imageSize);
    }

    @Override
    public void write(byte[] image) throws IOException {
      out.write(image);
      checksum.update(image);
      written += image.length;
      inSegment += image.length;
      if (inSegment == segmentBytes) {
        endSegment();
      }
    }

    private void endSegment() {
      if (inSegment > 0) {
        checksums.get(checksums.size() - 1).add((int) checksum.getValue());
        checksum.reset();
        inSegment = 0;
      }
    }

    /** Writes what else the data set is; the file is then whole, and on disk. */
    void finish(PictureDecoder decoder, String contentChecksum, Provenance provenance)
        throws IOException {
      endSegment();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream text = new DataOutputStream(bytes);
      Shape shape = decoder.shape();
      for (int number : new int[] {VERSION, shape.channels(), shape.height(), shape.width()}) {
        text.writeInt(number);
      }
      text.writeInt(decoder.set().classNames().size());
      for (String name : decoder.set().classNames()) {
        text.writeUTF(name);
      }
      text.writeUTF(contentChecksum);
      text.writeUTF(provenance.source());
      text.writeInt(provenance.files());
      text.writeLong(provenance.bytes());
      text.writeInt(provenance.skipped());
      text.writeInt(checksums.size());
      for (int part = 0; part < checksums.size(); part++) {
        writeAll(text, PictureDecoder.labels(decoder.set().parts().get(part)));
        writeAll(text, checksums.get(part).stream().mapToInt(Integer::intValue).toArray());
      }
      FileDescription.write(out, bytes.toByteArray(), written, MAGIC);
      channel.force(true);
    }

    private static void writeAll(DataOutputStream out, int[] numbers) throws IOException {
      out.writeInt(numbers.length);
      for (int number : numbers) {
        out.writeInt(number);
      }
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        out.close();
      }
    }
  }

  /** Maps a file; empty if it is not whole, or its pixels are not those that were written. */
  static Optional<ImageDataset> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<byte[]> description = FileDescription.read(channel, MAGIC);
      return description.isEmpty()
          ? Optional.empty()
          : read(channel, new DataInputStream(new ByteArrayInputStream(description.get())));
    }
  }

  private static Optional<ImageDataset> read(FileChannel channel, DataInputStream in)
      throws IOException {
    if (in.readInt() != VERSION) {
      return Optional.empty();
    }
    Shape shape = new Shape(in.readInt(), in.readInt(), in.readInt());
    List<String> classNames = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      classNames.add(in.readUTF());
    }
    String checksum = in.readUTF();
    Provenance provenance = new Provenance(in.readUTF(), in.readInt(), in.readLong(), in.readInt());
    List<ImageDataset.Part> parts = new ArrayList<>();
    long at = 0;
    int imageSize = Math.toIntExact(shape.size());
    for (int left = in.readInt(); left > 0; left--) {
      int[] labels = readAll(in);
      Optional<Pixels> pixels = map(channel, at, labels.length, imageSize, readAll(in));
      if (pixels.isEmpty()) {
        return Optional.empty();
      }
      parts.add(new ImageDataset.Part(pixels.get(), labels));
      at += pixels.get().size();
    }
    return Optional.of(Pictures.images(shape, classNames, parts, checksum, provenance));
  }

  private static int[] readAll(DataInputStream in) throws IOException {
    int[] numbers = new int[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readInt();
    }
    return numbers;
  }

  private static Optional<Pixels> map(
      FileChannel channel, long from, int images, int imageSize, int[] checksums)
      throws IOException {
    long size = (long) images * imageSize;
    int segmentBytes = segmentBytes(imageSize);
    List<MappedByteBuffer> segments = new ArrayList<>();
    for (long at = 0; at < size; at += segmentBytes) {
      long length = Math.min(segmentBytes, size - at);
      MappedByteBuffer segment = channel.map(MapMode.READ_ONLY, from + at, length);
      CRC32C crc = new CRC32C();
      crc.update(segment.duplicate());
      if ((int) crc.getValue() != checksums[segments.size()]) {
        return Optional.empty();
      }
      segments.add(segment);
    }
    return Optional.of(new MappedPixels(segments, segmentBytes, size));
  }
}
