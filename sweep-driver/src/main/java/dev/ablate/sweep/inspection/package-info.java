/**
 * Looks at trained trials: finds a trial's network, weights and images, has {@code
 * dev.ablate.inspect} look, draws what was seen and keeps the numbers.
 */
package dev.ablate.sweep.inspection;
