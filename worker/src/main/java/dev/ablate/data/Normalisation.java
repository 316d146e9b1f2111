package dev.ablate.data;

import java.io.Serializable;

/**
 * From a pixel's byte to the network's number, by one table of 256 values a channel.
 *
 * @param tables {@code [channels][256]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Normalisation(float[][] tables) implements Serializable {

  /**
   * {@code (byte / 255 - mean) / deviation}.
   *
   * @param mean of each channel, in [0, 1]
   * @param deviation of each channel, positive
   */
  public static Normalisation of(double[] mean, double[] deviation) {
    float[][] tables = new float[mean.length][256];
    for (int channel = 0; channel < mean.length; channel++) {
      for (int value = 0; value < 256; value++) {
        tables[channel][value] = (float) ((value / 255.0 - mean[channel]) / deviation[channel]);
      }
    }
    return new Normalisation(tables);
  }

  void apply(ImageDataset.Part part, int[] indices, int from, int count, float[] target) {
    byte[] image = new byte[part.imageSize()];
    for (int i = 0; i < count; i++) {
      part.read(indices[from + i], image);
      write(image, target, i * image.length);
    }
  }

  /** Writes one image. */
  void write(byte[] image, float[] target, int offset) {
    int plane = image.length / tables.length;
    int in = 0;
    for (float[] table : tables) {
      for (int pixel = 0; pixel < plane; pixel++, in++) {
        target[offset + in] = table[image[in] & 0xFF];
      }
    }
  }
}
