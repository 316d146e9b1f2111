/**
 * The tables as flat rows, made from the trials' and runs' files in one pass, and their copies in
 * {@code RESULTS/tables} for any reader of Parquet. Needs no Spark.
 */
package dev.ablate.sweep.results.flat;
