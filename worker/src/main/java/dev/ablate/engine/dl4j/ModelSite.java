package dev.ablate.engine.dl4j;

import com.sun.management.OperatingSystemMXBean;
import dev.ablate.engine.definition.MemoryPool;
import dev.ablate.engine.dl4j.device.ResidentImages;
import java.lang.management.ManagementFactory;

/**
 * Where a model is built.
 *
 * @param path who computes it
 * @param images that are there already
 * @param memory that it shares with other models
 */
record ModelSite(ComputePath path, ResidentImages images, MemoryPool memory) {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Of all engines of this process: what Java's own heap leaves of the machine's. */
  private static final MemoryPool MACHINE =
      new MemoryPool(() -> machineBytes() - Runtime.getRuntime().totalMemory());

  /** Memory of the machine, or of the container that the process is in. */
  static long machineBytes() {
    return SYSTEM.getTotalMemorySize();
  }

  /** This machine's processor. */
  static ModelSite processor(ComputePath path) {
    return new ModelSite(path, new ResidentImages(), MACHINE);
  }

  /** The same by another path. */
  ModelSite on(ComputePath other) {
    return new ModelSite(other, images, memory);
  }
}
