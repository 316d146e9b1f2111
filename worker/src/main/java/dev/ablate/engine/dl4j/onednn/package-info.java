/**
 * Layers as oneDNN computes them, one {@link dev.ablate.engine.dl4j.compute.Computation} a kind:
 * the fast path's kernels.
 */
package dev.ablate.engine.dl4j.onednn;
