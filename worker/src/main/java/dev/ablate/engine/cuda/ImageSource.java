package dev.ablate.engine.cuda;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.cuda.DeviceImages.Resident;
import dev.ablate.engine.cuda.DeviceStream.HostMemory;
import dev.ablate.model.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;

/**
 * Brings a batch to the first layer: it is cut on the device, by index, from pixels that stay
 * there; an epoch sends its order and nothing else. Augmented batches are made in Java and sent.
 */
final class ImageSource {

  private static final int BYTE_VALUES = 256;
  private static final int ORDERS = 4;
  private static final int STAGES = 4;

  /** An order on the device, in memory that has room for so many positions. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Order(int[] indices, long address, int room) {}

  private final DeviceStream stream;
  private final Arena arena;
  private final DeviceImages resident;
  private final StepRecords records;
  private final Tensor images;
  private final int capacity;
  private final Deque<Order> orders = new ArrayDeque<>();
  // Parts are kept from the garbage collector while work may read them.
  private final IdentityHashMap<ImageDataset.Part, Resident> parts = new IdentityHashMap<>();
  private final IdentityHashMap<float[][], Long> tables = new IdentityHashMap<>();
  private float[] augmented = new float[0];
  private HostMemory stages;
  private int stage;

  /**
   * Into a tensor.
   *
   * @param capacity most images of a batch
   */
  ImageSource(
      DeviceStream stream,
      Arena arena,
      DeviceImages resident,
      StepRecords records,
      Tensor images,
      int capacity) {
    this.stream = stream;
    this.arena = arena;
    this.resident = resident;
    this.records = records;
    this.images = images;
    this.capacity = capacity;
  }

  /** Writes into the next record where the batch is, and sends what is not on the device. */
  void describe(ImageSubset batch) {
    Resident part = parts.computeIfAbsent(batch.part(), wanted -> resident.of(wanted, stream));
    records.bytes().putLong(records.at(StepRecords.PIXELS), part.pixels());
    records.bytes().putLong(records.at(StepRecords.LABELS), part.labels());
    records.bytes().putLong(records.at(StepRecords.ORDER), order(batch.indices()));
    records.bytes().putLong(records.at(StepRecords.TABLE), table(batch.normalisation()));
    records.bytes().putInt(records.at(StepRecords.OFFSET), batch.from());
    if (batch.isAugmented()) {
      sendPixels(batch);
    }
  }

  /** Asks for the kernel that cuts what {@link #describe} named; not for augmented batches. */
  void cut(Pass pass) {
    Shape shape = images.shape();
    pass.stream()
        .launch(
            Launch.each(
                "cut_images",
                (long) pass.count() * images.size(),
                new Arguments()
                    .address(records.address())
                    .address(images.address())
                    .number(shape.channels())
                    .number(images.plane())
                    .number(pass.count())));
  }

  private void sendPixels(ImageSubset batch) {
    int numbers = batch.count() * images.size();
    int stageNumbers = capacity * images.size();
    if (stages == null) {
      stages = stream.hostMemory(Math.multiplyExact(STAGES * stageNumbers, Float.BYTES));
      augmented = new float[stageNumbers];
    }
    batch.writePixels(augmented);
    int at = stage * stageNumbers * Float.BYTES;
    stages
        .bytes()
        .slice(at, numbers * Float.BYTES)
        .order(stages.bytes().order())
        .asFloatBuffer()
        .put(augmented, 0, numbers);
    stream.upload(stages.address() + at, images.address(), (long) numbers * Float.BYTES);
    stage++;
    if (stage == STAGES) {
      stream.await();
      stage = 0;
    }
  }

  private long order(int[] indices) {
    for (Iterator<Order> known = orders.iterator(); known.hasNext(); ) {
      Order order = known.next();
      if (order.indices() == indices) {
        return order.address();
      }
    }
    long address;
    int room;
    if (orders.size() == ORDERS && orders.getLast().room() >= indices.length) {
      // The oldest: work that reads it was asked for before, so it is done before.
      Order oldest = orders.removeLast();
      address = oldest.address();
      room = oldest.room();
    } else {
      room = indices.length;
      address = arena.numbers(room);
    }
    Transfer.ints(stream, indices, address);
    orders.addFirst(new Order(indices, address, room));
    return address;
  }

  private long table(Normalisation normalisation) {
    return tables.computeIfAbsent(
        normalisation.tables(),
        rows -> {
          float[] flat = new float[rows.length * BYTE_VALUES];
          for (int channel = 0; channel < rows.length; channel++) {
            System.arraycopy(rows[channel], 0, flat, channel * BYTE_VALUES, BYTE_VALUES);
          }
          long address = arena.numbers(flat.length);
          Transfer.floats(stream, flat, address);
          return address;
        });
  }
}
