package dev.ablate.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * One decoded PNG or JPEG; transparency is dropped.
 *
 * @param path where it came from
 * @param channels 1 for grey, 3 for red, green and blue
 * @param pixels {@code [channels, height, width]}, unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record ImageFile(Path path, int channels, int height, int width, byte[] pixels) {

  private static final long MOST_PIXELS = 1 << 24;

  static ImageFile read(Path path) {
    BufferedImage image;
    try {
      image = decode(path, Files.readAllBytes(path));
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // ImageIO's decoders answer damaged files with all kinds of unchecked exceptions.
      throw unreadable(path, e);
    }
    return isGrey(image.getColorModel()) ? grey(path, image) : colour(path, image);
  }

  private static BufferedImage decode(Path path, byte[] content) throws IOException {
    ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content));
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    if (!readers.hasNext()) {
      throw unreadable(path, null);
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(stream);
      // Asked before anything is decoded: a damaged header may claim more than there is memory.
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        throw new DataException(
            path
                + ": is "
                + reader.getWidth(0)
                + " wide and "
                + reader.getHeight(0)
                + " high, more than "
                + MOST_PIXELS
                + " pixels; scale it down or remove it");
      }
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  /** The same picture with so many channels; grey becomes equal red, green and blue. */
  void writePixels(int wantedChannels, byte[] target, int offset) {
    for (int copy = 0; copy < wantedChannels / channels; copy++) {
      System.arraycopy(pixels, 0, target, offset + copy * pixels.length, pixels.length);
    }
  }

  private static ImageFile grey(Path path, BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] pixels = new byte[height * width];
    boolean palette = image.getColorModel() instanceof IndexColorModel;
    int depth = image.getColorModel().getComponentSize(0);
    for (int i = 0; i < pixels.length; i++) {
      int x = i % width;
      int y = i / width;
      // getRGB would convert grey samples between colour spaces, which changes their values.
      pixels[i] =
          (byte)
              (palette
                  ? image.getRGB(x, y) & 0xFF
                  : image.getRaster().getSample(x, y, 0) >> Math.max(0, depth - 8));
    }
    return new ImageFile(path, 1, height, width, pixels);
  }

  private static ImageFile colour(Path path, BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int plane = height * width;
    byte[] pixels = new byte[3 * plane];
    for (int i = 0; i < plane; i++) {
      int rgb = image.getRGB(i % width, i / width);
      pixels[i] = (byte) (rgb >> 16);
      pixels[plane + i] = (byte) (rgb >> 8);
      pixels[2 * plane + i] = (byte) rgb;
    }
    return new ImageFile(path, 3, height, width, pixels);
  }

  private static boolean isGrey(ColorModel model) {
    if (model instanceof IndexColorModel palette) {
      for (int i = 0; i < palette.getMapSize(); i++) {
        if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
          return false;
        }
      }
      return true;
    }
    return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  private static DataException unreadable(Path path, Exception cause) {
    return new DataException(
        path
            + ": is no readable PNG or JPEG"
            + (cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")")
            + "; replace or remove it",
        cause);
  }
}
