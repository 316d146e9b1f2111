package dev.ablate.engine.cuda;

import dev.ablate.data.ImageDataset;
import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Parts of data sets on one device, pixels as bytes: brought there once, shared by all its trials,
 * gone when nobody holds the part.
 */
final class DeviceImages {

  /**
   * A part on the device.
   *
   * @param pixels {@code [images, channels, height, width]}, unsigned bytes
   * @param labels {@code [images]}, 32-bit integers
   */
  record Resident(long pixels, long labels) {}

  private static final Cleaner CLEANER = Cleaner.create();

  private final Device device;
  private final Map<ImageDataset.Part, Resident> parts = new WeakHashMap<>();

  DeviceImages(Device device) {
    this.device = device;
  }

  /** A part, brought there by the first call. */
  synchronized Resident of(ImageDataset.Part part, DeviceStream stream) {
    Resident known = parts.get(part);
    if (known != null) {
      return known;
    }
    Resident resident =
        new Resident(
            device.allocate(Math.max(1, part.pixels().length)),
            device.allocate((long) Integer.BYTES * Math.max(1, part.labels().length)));
    Transfer.bytes(stream, part.pixels(), resident.pixels());
    Transfer.ints(stream, part.labels(), resident.labels());
    Device owner = device;
    CLEANER.register(
        part,
        () -> {
          owner.free(resident.pixels());
          owner.free(resident.labels());
        });
    parts.put(part, resident);
    return resident;
  }
}
