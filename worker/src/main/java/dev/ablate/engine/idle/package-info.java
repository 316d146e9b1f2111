/**
 * Engines that train nothing, so that what a sweep costs beside its training can be measured, and
 * in which order trials end that only take time.
 */
package dev.ablate.engine.idle;
