/**
 * The face of a results folder: what a run keeps there, and what is asked of it. Below it lie
 * {@code sql}, {@code storage} and {@code table}, each of which knows only those after it.
 */
package dev.ablate.sweep.results;
