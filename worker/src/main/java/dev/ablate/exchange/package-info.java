/** Networks and weights in other programs' files: Keras' HDF5, and ONNX. */
package dev.ablate.exchange;
