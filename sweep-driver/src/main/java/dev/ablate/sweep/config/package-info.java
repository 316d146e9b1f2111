/**
 * From config files to a {@link dev.ablate.sweep.study.SweepSpec study}: HOCON, overrides, axis
 * paths compiled once to typed edits. Every problem is collected and reported at once, with its
 * place. The HOCON library never leaves this package.
 */
package dev.ablate.sweep.config;
