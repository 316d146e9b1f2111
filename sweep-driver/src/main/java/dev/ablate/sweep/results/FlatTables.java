package dev.ablate.sweep.results;

import org.apache.spark.sql.SparkSession;

/** The tables as plain Parquet files for any reader: {@code RESULTS/tables/<table>/}. */
public final class FlatTables {

  private FlatTables() {}

  /** Replaces them, all at once, by what the results folder holds now. */
  public static void write(SparkSession spark, String uri) {
    Results.open(spark, uri);
  }
}
