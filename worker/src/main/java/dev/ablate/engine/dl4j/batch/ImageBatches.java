package dev.ablate.engine.dl4j.batch;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** From Java's memory; arrays are kept from batch to batch while the size stays. */
public final class ImageBatches implements ImageFeed {

  private final Shape shape;
  private final DataType dataType;
  private float[] pixels = new float[0];
  private INDArray images;

  public ImageBatches(Shape shape, DataType dataType) {
    this.shape = shape;
    this.dataType = dataType;
  }

  @Override
  public INDArray images(ImageSubset batch) {
    int count = Math.toIntExact(batch.count() * shape.size());
    if (images == null || images.length() != count) {
      pixels = new float[count];
      images =
          Nd4j.createUninitialized(
              dataType, batch.count(), shape.channels(), shape.height(), shape.width());
    }
    batch.writePixels(pixels);
    NativeArrays.write(pixels, count, images);
    return images;
  }
}
