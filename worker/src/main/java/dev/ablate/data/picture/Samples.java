package dev.ablate.data.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** From decoded images to planes of bytes. */
final class Samples {

  private Samples() {}

  /** {@code [height, width]} of an image that is grey. */
  static byte[] grey(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] pixels = new byte[height * width];
    boolean palette = image.getColorModel() instanceof IndexColorModel;
    int shift = Math.max(0, image.getColorModel().getComponentSize(0) - 8);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      // getRGB would convert grey samples between colour spaces, which changes their values.
      if (palette) {
        image.getRGB(0, y, width, 1, row, 0, width);
      } else {
        image.getRaster().getSamples(0, y, width, 1, 0, row);
      }
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = (byte) (palette ? row[x] : row[x] >> shift);
      }
    }
    return pixels;
  }

  /** {@code [3, height, width]}. */
  static byte[] colour(BufferedImage image) {
    if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
      return ink(image.getRaster());
    }
    boolean plain =
        image.getType() == BufferedImage.TYPE_3BYTE_BGR
            && image.getRaster().getParent() == null
            && image.getRaster().getDataBuffer() instanceof DataBufferByte;
    return plain ? blueGreenRed(image.getRaster()) : byColourModel(image);
  }

  /** Of what most files are decoded to; many times as fast as by the colour model. */
  private static byte[] blueGreenRed(Raster raster) {
    byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
    int plane = raster.getWidth() * raster.getHeight();
    byte[] pixels = new byte[3 * plane];
    for (int i = 0, in = 0; i < plane; i++, in += 3) {
      pixels[i] = data[in + 2];
      pixels[plane + i] = data[in + 1];
      pixels[2 * plane + i] = data[in];
    }
    return pixels;
  }

  private static byte[] byColourModel(BufferedImage image) {
    int width = image.getWidth();
    int plane = width * image.getHeight();
    byte[] pixels = new byte[3 * plane];
    int[] row = new int[width];
    for (int y = 0, i = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int rgb : row) {
        pixels[i] = (byte) (rgb >> 16);
        pixels[plane + i] = (byte) (rgb >> 8);
        pixels[2 * plane + i] = (byte) rgb;
        i++;
      }
    }
    return pixels;
  }

  /** Cyan, magenta, yellow and black without a profile: what neither ink takes away of white. */
  private static byte[] ink(Raster raster) {
    int width = raster.getWidth();
    int plane = width * raster.getHeight();
    byte[] pixels = new byte[3 * plane];
    int[] row = new int[width * raster.getNumBands()];
    for (int y = 0, i = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++, i++) {
        int at = x * raster.getNumBands();
        int light = 255 - row[at + 3];
        for (int channel = 0; channel < 3; channel++) {
          int product = (255 - row[at + channel]) * light;
          pixels[channel * plane + i] = (byte) ((product + 127) / 255);
        }
      }
    }
    return pixels;
  }
}
