/**
 * From design points to trials: which points can be built, which are one trial, which are done
 * already, what the rest costs and in which order it runs.
 */
package dev.ablate.sweep.plan;
