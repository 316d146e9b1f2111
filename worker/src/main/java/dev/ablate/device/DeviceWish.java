package dev.ablate.device;

/** What a user wants trials to train on. */
public enum DeviceWish {
  /** CUDA where there is a device that the backend can use, else the processor. */
  AUTO,
  CPU,
  /** CUDA or nothing. */
  CUDA
}
