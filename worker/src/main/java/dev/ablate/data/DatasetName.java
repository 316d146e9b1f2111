package dev.ablate.data;

/** The data sets that can be read. */
public enum DatasetName {
  MNIST,
  FASHION_MNIST,
  CIFAR_10,
  /** A folder with a sub-folder a class, PNG or JPEG inside. */
  IMAGE_FOLDER
}
