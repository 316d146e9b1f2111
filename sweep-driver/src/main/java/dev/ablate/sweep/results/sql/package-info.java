/** The tables in Spark: views for queries that only read, their answers as text, flat copies. */
package dev.ablate.sweep.results.sql;
