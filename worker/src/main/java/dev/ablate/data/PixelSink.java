package dev.ablate.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes a data set's images as they are decoded, part by part. */
interface PixelSink {

  /** Begins the next part. */
  void begin(int images, int imageSize) throws IOException;

  /** Takes the part's next image. */
  void write(byte[] image) throws IOException;

  /** In memory. */
  final class InMemory implements PixelSink {

    private final List<byte[]> parts = new ArrayList<>();
    private int filled;

    @Override
    public void begin(int images, int imageSize) {
      parts.add(new byte[Math.multiplyExact(images, imageSize)]);
      filled = 0;
    }

    @Override
    public void write(byte[] image) {
      System.arraycopy(image, 0, parts.get(parts.size() - 1), filled, image.length);
      filled += image.length;
    }

    /** The pixels of a part. */
    Pixels pixels(int part) {
      return new Pixels.InMemory(parts.get(part));
    }
  }
}
