package dev.ablate.sweep.results.table;

import dev.ablate.model.LayerSummary;

/**
 * A layer of a trial's network.
 *
 * @param index from 0
 * @param name unique path
 * @param kind {@code conv}, {@code pool}, {@code dense}, ...
 * @param input shape of one example before it, {@code 1x28x28}
 * @param output shape of one example after it
 * @param parameters stored numbers
 * @param trainable those that the optimizer changes
 * @param macs multiply-accumulate operations of one example's forward pass
 */
public record LayerRow(
    int index,
    String name,
    String kind,
    String input,
    String output,
    long parameters,
    long trainable,
    long macs) {

  static LayerRow of(LayerSummary layer) {
    return new LayerRow(
        layer.index(),
        layer.name(),
        layer.kind(),
        layer.input().toString(),
        layer.output().toString(),
        layer.parameters(),
        layer.trainable(),
        layer.macs());
  }
}
