/**
 * Trains on CUDA devices by kernels of its own, compiled for the device at hand when it is first
 * used. A model's whole step is one recorded piece of work on a stream of its own, so that many
 * small models share a device. Needs NVIDIA's driver and NVRTC, and nothing else. What is computed
 * is defined in {@code docs/engine.md}; kernels are the resources beside this package.
 */
package dev.ablate.engine.cuda;
