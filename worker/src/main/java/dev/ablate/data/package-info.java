/**
 * Images with labels: finding them, reading them, splitting them, cutting batches. Pixels stay
 * bytes, once a JVM.
 */
package dev.ablate.data;
