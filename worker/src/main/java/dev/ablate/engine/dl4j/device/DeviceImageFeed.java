package dev.ablate.engine.dl4j.device;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.dl4j.batch.ImageBatches;
import dev.ablate.engine.dl4j.batch.ImageFeed;
import dev.ablate.engine.dl4j.compute.Scratch;
import dev.ablate.model.Shape;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Cuts batches on the device, by index, from pixels that stay there: an epoch sends its order and
 * nothing else. Augmented batches are made in Java and sent.
 */
@SuppressWarnings("ArrayAsKeyOfSetOrMap")
public final class DeviceImageFeed implements ImageFeed {

  private static final int BYTE_VALUES = 256;

  private final Shape shape;
  private final int classes;
  private final ResidentImages resident;
  private final ImageBatches augmented;
  private final INDArray classRows;
  private final INDArray tableStarts;
  // By identity, as arrays are: an order is sent once and gone with the epoch.
  private final Map<int[], INDArray> orders = new WeakHashMap<>();
  private final Map<float[][], INDArray> tables = new WeakHashMap<>();
  private INDArray images;

  public DeviceImageFeed(Shape shape, int classes, ResidentImages resident) {
    this.shape = shape;
    this.classes = classes;
    this.resident = resident;
    this.augmented = new ImageBatches(shape, DataType.FLOAT);
    this.classRows = Nd4j.eye(classes).castTo(DataType.FLOAT);
    int[] starts = new int[shape.channels()];
    for (int channel = 0; channel < starts.length; channel++) {
      starts[channel] = channel * BYTE_VALUES - Byte.MIN_VALUE;
    }
    this.tableStarts = Nd4j.createFromArray(starts).reshape(1, starts.length, 1);
  }

  @Override
  public INDArray images(ImageSubset batch) {
    if (batch.isAugmented()) {
      return augmented.images(batch);
    }
    if (images == null || images.size(0) != batch.count()) {
      images =
          Nd4j.createUninitialized(
              DataType.FLOAT, batch.count(), shape.channels(), shape.height(), shape.width());
    }
    Scratch.run(() -> cut(batch));
    return images;
  }

  private void cut(ImageSubset batch) {
    long plane = (long) shape.height() * shape.width();
    INDArray bytes =
        Nd4j.createUninitialized(DataType.INT8, batch.count(), shape.channels() * plane);
    gather(resident.of(batch.part()).pixels(), order(batch), bytes);
    INDArray positions =
        bytes
            .castTo(DataType.INT32)
            .reshape(batch.count(), shape.channels(), plane)
            .addi(tableStarts);
    // Flat: M2.1's gather from a vector by indices of more dimensions ends the process.
    INDArray table =
        tables.computeIfAbsent(batch.normalisation().tables(), key -> table(batch.normalisation()));
    gather(table, positions.reshape(images.length()), images.reshape(images.length()));
  }

  /** One row an image, 1 at its class. */
  public INDArray labels(ImageSubset batch) {
    INDArray labels = Nd4j.createUninitialized(DataType.INT32, batch.count());
    gather(resident.of(batch.part()).labels(), order(batch), labels);
    INDArray rows = Nd4j.createUninitialized(DataType.FLOAT, batch.count(), classes);
    gather(classRows, labels, rows);
    return rows;
  }

  private INDArray order(ImageSubset batch) {
    return orders
        .computeIfAbsent(batch.indices(), key -> lasting(() -> Nd4j.createFromArray(key)))
        .get(NDArrayIndex.interval(batch.from(), batch.from() + batch.count()));
  }

  /** The tables one after the other, each in the order of signed bytes. */
  private static INDArray table(Normalisation normalisation) {
    float[][] unsigned = normalisation.tables();
    float[] signed = new float[unsigned.length * BYTE_VALUES];
    for (int channel = 0; channel < unsigned.length; channel++) {
      for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
        signed[channel * BYTE_VALUES + value - Byte.MIN_VALUE] = unsigned[channel][value & 0xFF];
      }
    }
    return lasting(() -> Nd4j.createFromArray(signed));
  }

  @SuppressWarnings("try")
  private static INDArray lasting(Supplier<INDArray> array) {
    try (var outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return array.get();
    }
  }

  private static void gather(INDArray from, INDArray indices, INDArray target) {
    Nd4j.exec(
        DynamicCustomOp.builder("gather")
            .addInputs(from, indices)
            .addIntegerArguments(0)
            .addOutputs(target)
            .build());
  }
}
