/**
 * A study as records: what it starts from, its axes and design, when trials stop and what bounds a
 * run; and typed edits, by which a point's variant is made of the baseline. Knows no config syntax.
 */
package dev.ablate.sweep.study;
