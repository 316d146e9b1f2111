/** What computes on a CUDA device: images that stay there, and scores added up there. */
package dev.ablate.engine.dl4j.device;
