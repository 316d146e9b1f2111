/** Weights in other programs' files: Keras' HDF5. */
package dev.ablate.exchange;
