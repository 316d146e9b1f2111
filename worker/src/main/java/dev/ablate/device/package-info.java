/**
 * The GPUs of a machine and whether the backend on the class path can use them. Found out by asking
 * {@code nvidia-smi}, before any native library is loaded. Needs neither an engine nor Spark. Also
 * where this machine keeps what it found out about itself.
 */
package dev.ablate.device;
