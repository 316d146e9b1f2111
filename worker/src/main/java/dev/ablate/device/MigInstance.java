package dev.ablate.device;

/**
 * A part of a device in MIG mode, which CUDA sees as a device of its own.
 *
 * @param profile share of the device: {@code 1g.5gb}
 * @param uuid {@code MIG-...}, what {@code CUDA_VISIBLE_DEVICES} takes
 */
public record MigInstance(String profile, String uuid) {}
