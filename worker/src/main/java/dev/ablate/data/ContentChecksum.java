package dev.ablate.data;

import dev.ablate.model.Shape;
import dev.ablate.spec.CanonicalJson;
import dev.ablate.spec.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * SHA-256 over what a data set holds: class names, shape and counts, then each part's pixels and
 * labels. Labels are one byte each, or two where a byte does not hold all classes.
 */
final class ContentChecksum {

  private final MessageDigest digest = Sha256.digest();
  private final boolean wide;

  /** For parts that have so many images each. */
  ContentChecksum(List<String> classNames, Shape shape, int... counts) {
    this(classNames, List.of(shape.channels(), shape.height(), shape.width()), counts);
  }

  private ContentChecksum(List<String> classNames, List<Integer> sizes, int... counts) {
    wide = classNames.size() > 256;
    String header =
        CanonicalJson.write(List.of(classNames, sizes, Arrays.stream(counts).boxed().toList()));
    digest.update(header.getBytes(StandardCharsets.UTF_8));
  }

  /** For images of several sizes: each is then preceded by its own. */
  static ContentChecksum ofSizes(List<String> classNames, int channels, int... counts) {
    return new ContentChecksum(classNames, List.of(channels), counts);
  }

  void addAll(ImageDataset.Part part) {
    byte[] image = new byte[part.imageSize()];
    for (int i = 0; i < part.count(); i++) {
      part.read(i, image);
      add(image);
    }
    addLabels(part.labels());
  }

  void add(byte[] pixels) {
    digest.update(pixels);
  }

  void addSize(int height, int width) {
    for (int side : new int[] {height, width}) {
      digest.update((byte) (side >> 16));
      digest.update((byte) (side >> 8));
      digest.update((byte) side);
    }
  }

  void addLabels(int[] labels) {
    for (int label : labels) {
      if (wide) {
        digest.update((byte) (label >> 8));
      }
      digest.update((byte) label);
    }
  }

  String hex() {
    return Sha256.hex(digest);
  }
}
