/** A trial: what decides it, its identity, what is asked of it, what was measured, how it ended. */
package dev.ablate.trial;
