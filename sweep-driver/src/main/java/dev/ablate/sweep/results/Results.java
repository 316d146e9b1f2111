package dev.ablate.sweep.results;

import dev.ablate.sweep.results.sql.SparkTables;
import dev.ablate.sweep.results.table.ResultsException;
import org.apache.spark.sql.SparkSession;

/**
 * The tables as Spark sees them: of each trial the newest attempt, as the folder was when it was
 * opened.
 */
public final class Results {

  private Results() {}

  /**
   * Registers the tables that {@link SparkTables} names as views. Call it again to see what was
   * committed since.
   *
   * @throws ResultsException if there is no results folder
   */
  public static void open(SparkSession spark, String uri) {
    SparkTables tables = SparkTables.open(spark, uri);
    SparkTables.names().forEach(name -> tables.table(name).createOrReplaceTempView(name));
  }
}
