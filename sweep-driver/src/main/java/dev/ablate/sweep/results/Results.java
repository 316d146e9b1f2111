package dev.ablate.sweep.results;

import org.apache.spark.sql.SparkSession;

/** The tables as Spark sees them. */
public final class Results {

  private Results() {}

  /**
   * Registers the views sweeps, design, trials, epochs, iterations, layers, layer_stats and
   * results.
   *
   * @throws ResultsException if there is no results folder
   */
  public static void open(SparkSession spark, String uri) {
    ResultsFolder.open(ResultsLocation.of(uri)).finished();
    spark.catalog();
  }
}
