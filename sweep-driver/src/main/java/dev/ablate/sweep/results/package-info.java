/**
 * The tables: the records are the columns ({@code trialId} is {@code trial_id}), and this package
 * is the only owner of their names. Rows are committed and read back through Hadoop's file systems
 * and Parquet alone; Spark is needed only to query them.
 */
package dev.ablate.sweep.results;
