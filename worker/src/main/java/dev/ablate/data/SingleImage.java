package dev.ablate.data;

import dev.ablate.data.picture.Picture;
import dev.ablate.model.Shape;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An image from elsewhere, as a network reads it.
 *
 * @param subset the image alone; its label is 0, which says nothing
 * @param note what was changed to make it fit; empty if nothing was
 */
public record SingleImage(ImageSubset subset, String note) {

  /**
   * Reads a picture, in the shape of a data set's images.
   *
   * @throws DataException if it cannot be read
   */
  public static SingleImage read(Path file, Shape shape, Normalisation normalisation) {
    Picture image = decode(file);
    Picture.Size size = image.size();
    int plane = shape.height() * shape.width();
    byte[] pixels = new byte[shape.channels() * plane];
    double[] whole = new double[size.height() * size.width()];
    double[] narrow = new double[size.height() * shape.width()];
    double[] fitted = new double[plane];
    Scaling across = new Scaling(size.width(), shape.width());
    Scaling down = new Scaling(size.height(), shape.height());
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int i = 0; i < whole.length; i++) {
        whole[i] = value(image, shape.channels(), channel, i);
      }
      for (int y = 0; y < size.height(); y++) {
        across.apply(whole, y * size.width(), narrow, y * shape.width(), 1);
      }
      for (int x = 0; x < shape.width(); x++) {
        down.apply(narrow, x, fitted, x, shape.width());
      }
      for (int i = 0; i < plane; i++) {
        pixels[channel * plane + i] = (byte) Math.round(fitted[i]);
      }
    }
    return new SingleImage(
        ImageSubset.of(new ImageDataset.Part(pixels, new byte[1]), new int[] {0}, normalisation),
        note(file, size, shape));
  }

  private static Picture decode(Path file) {
    try {
      return new PictureFile(file, 0).decode();
    } catch (IOException e) {
      throw new DataException(file + ": " + PictureFile.reason(e), e);
    }
  }

  /** Colours become grey by ITU-R BT.601 where the network sees one channel, as in a data set. */
  private static double value(Picture image, int wanted, int channel, int pixel) {
    int plane = image.size().height() * image.size().width();
    byte[] pixels = image.pixels();
    if (image.size().channels() == 1) {
      return pixels[pixel] & 0xFF;
    } else if (wanted > 1) {
      return pixels[channel * plane + pixel] & 0xFF;
    }
    return 0.299 * (pixels[pixel] & 0xFF)
        + 0.587 * (pixels[plane + pixel] & 0xFF)
        + 0.114 * (pixels[2 * plane + pixel] & 0xFF);
  }

  private static String note(Path file, Picture.Size size, Shape shape) {
    return size.height() == shape.height() && size.width() == shape.width()
        ? ""
        : file
            + " was resized from "
            + size.width()
            + "×"
            + size.height()
            + " to "
            + shape.width()
            + "×"
            + shape.height()
            + " pixels";
  }
}
