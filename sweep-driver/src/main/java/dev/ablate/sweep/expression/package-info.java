/**
 * The language of conditions on axes: comparisons, arithmetic, and, or, not, over the labels of a
 * design point. Parsed once, never evaluated as code.
 */
package dev.ablate.sweep.expression;
