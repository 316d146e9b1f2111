package dev.ablate.model;

import java.io.Serializable;

/** One layer, or group of layers, as a user writes it. */
public sealed interface LayerSpec extends Serializable
    permits ConvSpec,
        PoolSpec,
        GlobalPoolSpec,
        DenseSpec,
        RecurrentSpec,
        BatchNormSpec,
        DropoutSpec,
        ActivationSpec,
        OutputSpec,
        GroupSpec {

  /** Unique among its siblings; axes address the layer by it. */
  String name();

  /** What the learning rate is multiplied by in the layer. */
  default double rateFactor() {
    return 1;
  }

  /**
   * Adds the primitive layers that this one means, none if it is switched off.
   *
   * @param path its unique name
   */
  void lower(String path, Lowering network);
}
