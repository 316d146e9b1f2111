package dev.ablate.model;

import java.io.Serializable;

/**
 * What follows from one layer's definition.
 *
 * @param index position in {@link Network#layers}, from 0
 * @param name the layer's unique path
 * @param kind {@code conv}, {@code pool}, {@code dense}, ...
 * @param input shape of one example before it
 * @param output shape of one example after it
 * @param parameters stored numbers, running statistics of batch norm included
 * @param trainable those that the optimizer changes
 * @param macs multiply-accumulate operations of one example's forward pass (convolutions and
 *     products only)
 */
public record LayerSummary(
    int index,
    String name,
    String kind,
    Shape input,
    Shape output,
    long parameters,
    long trainable,
    long macs)
    implements Serializable {}
