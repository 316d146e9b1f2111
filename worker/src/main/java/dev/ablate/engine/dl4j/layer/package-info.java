/** Layers and activations of our own that take the place of DL4J's in its graph. */
package dev.ablate.engine.dl4j.layer;
