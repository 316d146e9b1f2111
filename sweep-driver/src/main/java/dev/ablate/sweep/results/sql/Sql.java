package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.table.ResultsException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import scala.Option;

/** Queries over the tables; they read and do nothing else. */
public final class Sql {

  /** How rows are printed. */
  public enum Format {
    /** Columns padded to one width, for people. */
    TABLE,
    /** RFC 4180 with a header; lines end in LF. Null is empty, an empty text is {@code ""}. */
    CSV,
    /** An array of objects. */
    JSON
  }

  private Sql() {}

  /**
   * Prints what a query over the tables answers. The session's own views stay as they are.
   *
   * @throws ResultsException in one line, if the query is wrong or would do more than read
   */
  public static void run(
      SparkSession spark, String uri, String query, Format format, PrintStream out) {
    SparkSession session = spark.newSession();
    // A query could otherwise show the environment: ${env:NAME}.
    session.conf().set("spark.sql.variable.substitute", "false");
    session.conf().set("spark.sql.session.timeZone", "UTC");
    String trimmed = query.strip().replaceAll(";\\s*$", "");
    ReadOnlyQuery allowed = new ReadOnlyQuery(SparkTables.TABLES);
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    Option<SparkSession> active = SparkSession.getActiveSession();
    // The parser asks the active session whether to substitute: what is checked must be what runs.
    SparkSession.setActiveSession(session);
    try {
      allowed.verify(session.sessionState().sqlParser().parsePlan(trimmed));
      tables.putAll(SparkTables.of(session, uri));
      tables.forEach((name, table) -> table.createOrReplaceTempView(name));
      tables.keySet().retainAll(allowed.tablesRead());
      Dataset<Row> answer = session.sql(trimmed);
      RowPrinter.of(format).print(answer.columns(), answer.toLocalIterator(), out);
      out.flush();
    } catch (Exception e) {
      throw explained(e, tables);
    } finally {
      if (active.isDefined()) {
        SparkSession.setActiveSession(active.get());
      } else {
        SparkSession.clearActiveSession();
      }
    }
  }

  private static ResultsException explained(Exception failure, Map<String, Dataset<Row>> tables) {
    if (failure instanceof ResultsException known) {
      return known;
    }
    if (failure instanceof ParseException) {
      return new ResultsException("SQL: " + firstLine(failure), failure);
    }
    if (failure instanceof AnalysisException analysis) {
      return new ResultsException("SQL: " + SqlProblem.of(analysis, tables), failure);
    }
    Throwable cause = failure;
    while (cause instanceof SparkException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new ResultsException("SQL: " + firstLine(cause), failure);
  }

  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse(failure.getClass().getSimpleName())
        .replaceFirst("^\\[[A-Z0-9_.]+] ", "");
  }
}
