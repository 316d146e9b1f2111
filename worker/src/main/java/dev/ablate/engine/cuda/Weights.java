package dev.ablate.engine.cuda;

/**
 * Where a layer's parameters and their gradients lie.
 *
 * @param weights of a product, or batch norm's scale
 * @param bias of a product, or batch norm's shift; 0 for none
 * @param weightGradient of {@code weights}
 * @param biasGradient of {@code bias}; 0 for none
 */
record Weights(long weights, long bias, long weightGradient, long biasGradient) {

  boolean hasBias() {
    return bias != 0;
  }
}
