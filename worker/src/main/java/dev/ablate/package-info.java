/** Trains one trial: {@link dev.ablate.TrialRunner} is the way in. */
package dev.ablate;
