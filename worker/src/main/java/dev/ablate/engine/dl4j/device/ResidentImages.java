package dev.ablate.engine.dl4j.device;

import dev.ablate.data.ImageDataset;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Parts of data sets on one device, as bytes: brought there once, shared by all its trials, gone
 * when nobody holds the part.
 */
public final class ResidentImages {

  /**
   * A part on the device.
   *
   * @param pixels {@code [images, pixels of one]}, signed: Java's bytes
   * @param labels {@code [images]}
   */
  record Resident(INDArray pixels, INDArray labels) {}

  private final Map<ImageDataset.Part, Resident> parts = new WeakHashMap<>();

  /** A part, brought there by the first call. */
  public synchronized Resident of(ImageDataset.Part part) {
    return parts.computeIfAbsent(part, ResidentImages::upload);
  }

  @SuppressWarnings("try")
  private static Resident upload(ImageDataset.Part part) {
    int[] labels = IntStream.range(0, part.count()).map(part::label).toArray();
    try (var outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      Resident resident =
          new Resident(
              Nd4j.createFromArray(part.pixels())
                  .reshape(part.count(), part.pixels().length / part.count()),
              Nd4j.createFromArray(labels));
      // Other threads use them on other streams.
      Nd4j.getExecutioner().commit();
      return resident;
    }
  }
}
