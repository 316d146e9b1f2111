package dev.ablate.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * One file of the IDX format (LeCun, Cortes, Burges, "The MNIST database"): a big-endian magic
 * number, the sizes, then the values. Whether it is compressed is seen in its first bytes, since
 * browsers unpack what they fetch and keep the name.
 *
 * @param name for people
 * @param sizes {@code [count]} or {@code [count, height, width]}
 * @param bytes the values, row-major
 * @param size of the file, header included and unpacked
 */
@SuppressWarnings("ArrayRecordComponent")
record IdxFile(String name, int[] sizes, byte[] bytes, long size) {

  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;

  /** QMNIST's: rows of big-endian integers, of which the first is the class. */
  private static final int TABLE_MAGIC = 0xC02;

  static IdxFile images(Place place, String file) {
    return read(place, file, IMAGES_MAGIC);
  }

  static IdxFile labels(Place place, String file) {
    return read(place, file, file.contains("idx2-int") ? TABLE_MAGIC : LABELS_MAGIC);
  }

  /** 1 where labels run from 1 to the number of classes, as EMNIST's letters do; else 0. */
  int firstLabel(int classes) {
    int lowest = Integer.MAX_VALUE;
    int highest = 0;
    for (int i = 0; i < sizes[0]; i++) {
      lowest = Math.min(lowest, value(i));
      highest = Math.max(highest, value(i));
    }
    return lowest == 1 && highest == classes ? 1 : 0;
  }

  /** The labels, counted from 0. */
  byte[] labels(int first, int classes) {
    byte[] labels = new byte[sizes[0]];
    for (int i = 0; i < labels.length; i++) {
      int label = value(i);
      if (label < first || label - first >= classes) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: label at position %d must be %s %d, but was %d",
                name,
                i,
                first == 0 ? "below" : "from 1 to",
                classes,
                label));
      }
      labels[i] = (byte) (label - first);
    }
    return labels;
  }

  private int value(int i) {
    if (sizes.length == 1) {
      return bytes[i] & 0xFF;
    }
    return ByteBuffer.wrap(bytes).getInt(i * sizes[1] * Integer.BYTES);
  }

  private static IdxFile read(Place place, String file, int magic) {
    String name = place.describe(file);
    boolean[] packed = {false};
    try (InputStream plain = Compression.open(place.open(file), packed)) {
      return parse(new DataInputStream(plain), name, magic);
    } catch (ZipException e) {
      throw damagedGzip(name, e);
    } catch (EOFException e) {
      if (packed[0]) {
        throw damagedGzip(name, e);
      }
      throw new DataException(name + ": ends inside its header; fetch it again", e);
    } catch (IOException e) {
      throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static IdxFile parse(DataInputStream in, String name, int magic) throws IOException {
    int found = in.readInt();
    if (found != magic) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: magic number must be 0x%08x (IDX, %s), but was 0x%08x",
              name,
              magic,
              magic == IMAGES_MAGIC ? "images" : "labels",
              found));
    }
    int dimensions = magic & 0xFF;
    int[] sizes = new int[dimensions];
    long length = magic == TABLE_MAGIC ? Integer.BYTES : 1;
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = in.readInt();
      // Checked a step at a time, so that no product of sizes can overflow.
      length = sizes[i] <= 0 ? Long.MAX_VALUE : length * sizes[i];
      if (length > Integer.MAX_VALUE - 16) {
        throw new DataException(
            name + ": size " + (i + 1) + " of " + dimensions + " is implausible: " + sizes[i]);
      }
    }
    int header = Integer.BYTES * (1 + dimensions);
    return new IdxFile(name, sizes, body(in, name, (int) length), header + length);
  }

  /** Reads no more than the header names, however much a compressed file would unpack to. */
  private static byte[] body(InputStream in, String name, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new DataException(
          name
              + ": ends after "
              + bytes.length
              + " of "
              + length
              + " bytes of data; fetch it again");
    }
    if (in.read() >= 0) {
      throw new DataException(
          name + ": goes on after the " + length + " bytes of data that its header names");
    }
    return bytes;
  }

  private static DataException damagedGzip(String name, IOException cause) {
    return new DataException(
        name + ": is no sound gzip file (" + cause.getMessage() + "); fetch it again", cause);
  }
}
