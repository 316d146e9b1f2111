package dev.ablate.engine;

import dev.ablate.model.Network;
import dev.ablate.model.Shape;
import dev.ablate.training.TrainingSpec;

/**
 * What to build.
 *
 * @param network the layers
 * @param input shape of one image
 * @param classes number of classes
 * @param training for the optimizer and penalties; epochs, schedule and stop rules are the loop's
 * @param seed of initial weights and dropout
 */
public record ModelRequest(
    Network network, Shape input, int classes, TrainingSpec training, long seed) {}
