package dev.ablate.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One file of the IDX format (LeCun, Cortes, Burges, "The MNIST database"): a big-endian magic
 * number, the sizes, then unsigned bytes.
 *
 * @param sizes {@code [count]} or {@code [count, height, width]}
 * @param bytes the values, row-major
 */
@SuppressWarnings("ArrayRecordComponent")
record IdxFile(int[] sizes, byte[] bytes) {

  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;

  static IdxFile images(Place place, String file) {
    return read(place, file, IMAGES_MAGIC, 3);
  }

  static IdxFile labels(Place place, String file, int classes) {
    IdxFile labels = read(place, file, LABELS_MAGIC, 1);
    for (int i = 0; i < labels.bytes.length; i++) {
      int label = labels.bytes[i] & 0xFF;
      if (label >= classes) {
        throw new DataException(
            place.describe(file)
                + ": label at position "
                + i
                + " must be below "
                + classes
                + ", but was "
                + label);
      }
    }
    return labels;
  }

  private static IdxFile read(Place place, String file, int magic, int dimensions) {
    String name = place.describe(file);
    try (InputStream raw = new BufferedInputStream(place.open(file), 1 << 16);
        InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
      return parse(new DataInputStream(plain), name, magic, dimensions);
    } catch (ZipException e) {
      throw damagedGzip(name, e);
    } catch (EOFException e) {
      if (file.endsWith(".gz")) {
        throw damagedGzip(name, e);
      }
      throw new DataException(name + ": ends inside its header; fetch it again", e);
    } catch (IOException e) {
      throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static IdxFile parse(DataInputStream in, String name, int magic, int dimensions)
      throws IOException {
    int found = in.readInt();
    if (found != magic) {
      throw new DataException(
          String.format(
              "%s: magic number must be 0x%08x (IDX, %s), but was 0x%08x",
              name, magic, dimensions == 3 ? "images" : "labels", found));
    }
    int[] sizes = new int[dimensions];
    long length = 1;
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = in.readInt();
      // Checked a step at a time, so that no product of sizes can overflow.
      length = sizes[i] <= 0 ? Long.MAX_VALUE : length * sizes[i];
      if (length > Integer.MAX_VALUE - 16) {
        throw new DataException(
            name + ": size " + (i + 1) + " of " + dimensions + " is implausible: " + sizes[i]);
      }
    }
    return new IdxFile(sizes, body(in, name, (int) length));
  }

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
