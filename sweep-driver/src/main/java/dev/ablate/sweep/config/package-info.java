/**
 * From config files to typed specifications: HOCON, overrides, axes as typed edits of immutable
 * records. Every problem is collected and reported at once, with its place. The HOCON library never
 * leaves this package.
 */
package dev.ablate.sweep.config;
