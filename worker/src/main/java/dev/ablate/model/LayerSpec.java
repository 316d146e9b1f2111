package dev.ablate.model;

import java.io.Serializable;

/**
 * One layer, or group of layers, as a user writes it. A new kind is one record here and one case in
 * {@link Lowering}.
 */
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
}
