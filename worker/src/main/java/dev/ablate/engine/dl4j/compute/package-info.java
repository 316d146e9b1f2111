/**
 * Arrays in native memory, and what computes a layer on them. The other packages of the engine
 * build on it.
 */
package dev.ablate.engine.dl4j.compute;
