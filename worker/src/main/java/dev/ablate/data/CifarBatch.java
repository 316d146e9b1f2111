package dev.ablate.data;

import dev.ablate.data.pickle.ByteArray;
import dev.ablate.data.pickle.PickleException;
import dev.ablate.data.pickle.PickleReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One file of CIFAR, and where its images go.
 *
 * @param name for people
 * @param labels which of its labels are wanted
 * @param records images that it must hold
 * @param pixels {@code [images of the part, 3, 32, 32]}
 * @param target the part's labels
 * @param first position in the part of the file's first image
 */
@SuppressWarnings("ArrayRecordComponent")
record CifarBatch(
    String name, CifarLabels labels, int records, byte[] pixels, byte[] target, int first) {

  private static final int IMAGE = CifarDataset.IMAGE;

  /** A pickle's names of files and lists of labels, for each image. */
  private static final int MOST_BESIDE_AN_IMAGE = 256;

  /** Records of one label byte, or a coarse and a fine one, and three colour planes. */
  void readRecords(long size, InputStream in) throws IOException {
    int labelBytes = labels.isHundred() ? 2 : 1;
    long wanted = (long) records * (labelBytes + IMAGE);
    if (size != wanted) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: must have %d bytes (%d records of %d), but has %d; fetch it again",
              name,
              wanted,
              records,
              labelBytes + IMAGE,
              size));
    }
    byte[] head = new byte[labelBytes];
    for (int i = 0; i < records; i++) {
      if (in.readNBytes(head, 0, labelBytes) < labelBytes
          || in.readNBytes(pixels, (first + i) * IMAGE, IMAGE) < IMAGE) {
        throw new EOFException(name + " ends early");
      }
      label(i, head[labels == CifarLabels.FINE ? 1 : 0] & 0xFF);
    }
  }

  /** A dictionary with an array of bytes, {@code [records, 3072]}, and lists of labels. */
  void readPickle(long size, InputStream in) throws IOException {
    long most = (long) records * (IMAGE + MOST_BESIDE_AN_IMAGE) + 4096;
    if (size > most) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: must have at most %d bytes for %d images, but has %d; fetch it again",
              name,
              most,
              records,
              size));
    }
    Map<?, ?> dictionary;
    try {
      dictionary = PickleReader.dictionary(in.readNBytes((int) size));
    } catch (PickleException e) {
      throw new DataException(
          name
              + ": is no pickle of CIFAR's Python version ("
              + e.getMessage()
              + "); fetch it again, or take the binary version",
          e);
    }
    if (!(dictionary.get("data") instanceof ByteArray data)
        || !data.shape().equals(List.of((long) records, (long) IMAGE))) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: must hold data of %d times %d bytes, but holds %s; fetch it again",
              name,
              records,
              IMAGE,
              dictionary.get("data") instanceof ByteArray other ? other.shape() : "none"));
    }
    data.values().get(data.values().position(), pixels, first * IMAGE, records * IMAGE);
    if (!(dictionary.get(labels.key()) instanceof List<?> given) || given.size() != records) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: must hold %d %s, but holds %s; fetch it again",
              name,
              records,
              labels.key(),
              dictionary.get(labels.key()) instanceof List<?> other ? other.size() : "none"));
    }
    for (int i = 0; i < records; i++) {
      label(i, given.get(i) instanceof Long label ? label : -1);
    }
  }

  private void label(int i, long label) {
    int classes = labels.classNames().size();
    if (label < 0 || label >= classes) {
      throw new DataException(
          name + ": label at position " + i + " must be below " + classes + ", but was " + label);
    }
    target[first + i] = (byte) label;
  }
}
