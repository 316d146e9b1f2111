package dev.ablate.engine.dl4j;

import com.sun.management.OperatingSystemMXBean;
import dev.ablate.engine.dl4j.device.ResidentImages;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Where a model is built.
 *
 * @param path who computes it
 * @param images that are there already
 * @param memoryBytes that it may take now
 */
record ModelSite(ComputePath path, ResidentImages images, LongSupplier memoryBytes) {

  /** This machine's processor: it has what Java's own heap leaves. */
  static ModelSite processor(ComputePath path) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ModelSite(
        path,
        new ResidentImages(),
        () -> system.getTotalMemorySize() - Runtime.getRuntime().totalMemory());
  }

  /** The same by another path. */
  ModelSite on(ComputePath other) {
    return new ModelSite(other, images, memoryBytes);
  }
}
