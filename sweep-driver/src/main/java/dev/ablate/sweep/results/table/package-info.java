/**
 * The tables: records are their columns ({@code trialId} is {@code trial_id}), and this package is
 * the only owner of their names. Rows go to Parquet files and come back through Parquet alone.
 */
package dev.ablate.sweep.results.table;
