package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.table.ResultsException;
import java.io.PrintStream;
import org.apache.spark.sql.SparkSession;

/** A query over the tables; {@link SqlSession} answers several. */
public final class Sql {

  /** How rows are printed. */
  public enum Format {
    /** Columns padded to one width, for people. */
    TABLE,
    /** RFC 4180 with a header; lines end in LF. Null is empty, an empty text is {@code ""}. */
    CSV,
    /** An array of objects; null stands for numbers that are not finite, which JSON has not. */
    JSON,
    /** An object a line, otherwise the same. */
    JSONL
  }

  private Sql() {}

  /**
   * Prints what a query over the tables answers. The session's own views stay as they are.
   *
   * @throws ResultsException in one line, if the query is wrong or would do more than read
   */
  public static void run(
      SparkSession spark, String uri, String query, Format format, PrintStream out) {
    SqlSession.open(spark, uri).run(query, format, out);
  }
}
