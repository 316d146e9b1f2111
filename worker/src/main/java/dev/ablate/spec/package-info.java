/**
 * How a specification is written down: what a record's components mean, their defaults, their
 * rules, and the canonical text that identifies a trial.
 */
package dev.ablate.spec;
