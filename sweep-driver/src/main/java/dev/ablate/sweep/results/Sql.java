package dev.ablate.sweep.results;

import java.io.PrintStream;
import org.apache.spark.sql.SparkSession;

/** Queries over the tables; they read and do nothing else. */
@SuppressWarnings("DoNotCallSuggester")
public final class Sql {

  /** How rows are printed. */
  public enum Format {
    TABLE,
    CSV,
    JSON
  }

  private Sql() {}

  /**
   * Prints what a query over {@link Results#open}'s views answers.
   *
   * @throws ResultsException in one line, if the query is wrong or would do more than read
   */
  public static void run(
      SparkSession spark, String uri, String query, Format format, PrintStream out) {
    throw new UnsupportedOperationException(spark + uri + query + format + out);
  }
}
