package dev.ablate.sweep.config;

/** What trials train on. */
public enum Device {
  /** CUDA where the engine finds it, else the processor. */
  AUTO,
  CPU,
  CUDA
}
