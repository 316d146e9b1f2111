/** Benchmarks: of the engine beside PyTorch, and of what a trial costs beside its training. */
package dev.ablate.sweep.bench;
