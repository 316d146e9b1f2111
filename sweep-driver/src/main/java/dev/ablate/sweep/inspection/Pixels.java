package dev.ablate.sweep.inspection;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.network.Maps;
import dev.ablate.model.Shape;
import dev.ablate.sweep.report.picture.Raster;
import dev.ablate.sweep.report.picture.Scale;

/** Images as people see them. */
final class Pixels {

  private static final double BYTE = 255;

  private Pixels() {}

  /** An image as it lies on disk: colours of three channels, else the first as grey. */
  static Raster of(ImageSubset images, int image, Shape shape) {
    byte[] bytes = images.bytes(image);
    int plane = shape.height() * shape.width();
    double[][] planes = new double[3][plane];
    for (int channel = 0; channel < 3; channel++) {
      int source = shape.channels() == 3 ? channel : 0;
      for (int i = 0; i < plane; i++) {
        planes[channel][i] = (bytes[source * plane + i] & 0xFF) / BYTE;
      }
    }
    return Raster.ofColours(planes, shape.width(), 0, 1);
  }

  /** An image in shades of grey, to lay colours over. */
  static Raster grey(ImageSubset images, int image, Shape shape) {
    Raster colours = of(images, image, shape);
    double[] shades = new double[colours.rgb().length];
    for (int i = 0; i < shades.length; i++) {
      int rgb = colours.rgb()[i];
      shades[i] =
          (0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255)) / BYTE;
    }
    return Raster.of(shades, shape.width(), new Scale(Scale.Kind.GREY, 0, 1));
  }

  /**
   * Numbers with a sign in an image's shape: as colours about grey, each image by its own range.
   */
  static Raster signed(Maps map) {
    double most = 0;
    for (double value : map.values()) {
      most = Math.max(most, Math.abs(value));
    }
    most = most > 0 ? most : 1;
    int width = map.shape().width();
    if (map.shape().channels() == 3) {
      double[][] planes = {map.channel(0, 0), map.channel(0, 1), map.channel(0, 2)};
      return Raster.ofColours(planes, width, -most, most);
    }
    return Raster.of(map.channel(0, 0), width, Scale.aroundZero(most));
  }

  /** Numbers from 0 up, by their own range. */
  static Raster heat(double[] values, int width) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, value);
    }
    return Raster.of(values, width, new Scale(Scale.Kind.HEAT, 0, most > 0 ? most : 1));
  }
}
