/**
 * An engine that trains nothing, so that what a sweep costs beside its training can be measured.
 */
package dev.ablate.engine.idle;
