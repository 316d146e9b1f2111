/**
 * Trials on Spark: one task a trial, progress over the plugin RPC, outcomes committed by the
 * executors.
 */
package dev.ablate.sweep.execution;
