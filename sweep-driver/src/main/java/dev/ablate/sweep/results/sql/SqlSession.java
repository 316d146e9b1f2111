package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.table.ResultsException;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import scala.Option;

/**
 * Queries over the tables of a results folder as it was when the session was opened; they read and
 * do nothing else. Spark's own session and its views stay as they are.
 */
public final class SqlSession {

  private static final String TOO_LARGE =
      "SQL: the query needs more memory than there is; ask for less with LIMIT, WHERE or GROUP BY,"
          + " or give more with --driver-memory";

  private final SparkSession session;
  private final SparkTables tables;

  private SqlSession(SparkSession session, SparkTables tables) {
    this.session = session;
    this.tables = tables;
  }

  /**
   * A column of a table.
   *
   * @param name as queries have it
   * @param type as Spark's SQL writes it: {@code double}
   */
  public record Column(String name, String type) {}

  /**
   * Opens a folder.
   *
   * @throws ResultsException if there is no results folder, or it cannot be read
   */
  public static SqlSession open(SparkSession spark, String uri) {
    SparkSession session = spark.newSession();
    // A query could otherwise show the environment: ${env:NAME}.
    session.conf().set("spark.sql.variable.substitute", "false");
    session.conf().set("spark.sql.session.timeZone", "UTC");
    return new SqlSession(session, SparkTables.open(session, uri));
  }

  /** The names of the tables, in the order that people ask for them. */
  public List<String> tables() {
    return SparkTables.names();
  }

  /** What a row of one of the {@link #tables} is for, in a sentence. */
  public String comment(String table) {
    return TableComments.of(table);
  }

  /** The columns of one of the {@link #tables}, in order. */
  public List<Column> columns(String table) {
    return Stream.of(tables.schema(table).fields())
        .map(field -> new Column(field.name(), field.dataType().sql().toLowerCase(Locale.ROOT)))
        .toList();
  }

  /**
   * Prints all that a query answers.
   *
   * @throws ResultsException in one line, if the query is wrong or would do more than read
   */
  public void run(String query, Sql.Format format, PrintStream out) {
    run(query, format, Integer.MAX_VALUE, out);
  }

  /**
   * Prints what a query answers.
   *
   * @param most rows printed
   * @return number of rows; more than {@code most} if not all were printed
   * @throws ResultsException in one line, if the query is wrong or would do more than read
   */
  public int run(String query, Sql.Format format, int most, PrintStream out) {
    String trimmed = query.strip().replaceAll(";\\s*$", "");
    ReadOnlyQuery allowed = new ReadOnlyQuery(tables(), new AllowedFunctions(session));
    Option<SparkSession> active = SparkSession.getActiveSession();
    // The parser asks the active session whether to substitute: what is checked must be what runs.
    SparkSession.setActiveSession(session);
    try {
      allowed.verify(session.sessionState().sqlParser().parsePlan(trimmed));
      // Only what the query reads is opened.
      allowed.tablesNeeded().forEach(name -> tables.table(name).createOrReplaceTempView(name));
      Dataset<Row> answer = session.sql(trimmed);
      Dataset<Row> shown = most == Integer.MAX_VALUE ? answer : answer.limit(most + 1);
      Counted rows = new Counted(shown.toLocalIterator(), most);
      RowPrinter.of(format).print(answer.columns(), rows, out);
      out.flush();
      return rows.count();
    } catch (OutOfMemoryError e) {
      throw new ResultsException(TOO_LARGE, e);
    } catch (Exception e) {
      throw explained(e, allowed);
    } finally {
      if (active.isDefined()) {
        SparkSession.setActiveSession(active.get());
      } else {
        SparkSession.clearActiveSession();
      }
    }
  }

  private ResultsException explained(Exception failure, ReadOnlyQuery query) {
    if (failure instanceof ResultsException known) {
      return known;
    }
    if (failure instanceof ParseException) {
      return new ResultsException("SQL: " + firstLine(failure), failure);
    }
    if (failure instanceof AnalysisException analysis) {
      Map<String, Dataset<Row>> read = new LinkedHashMap<>();
      query.tablesNeeded().forEach(name -> read.put(name, tables.table(name)));
      return new ResultsException("SQL: " + SqlProblem.of(analysis, read), failure);
    }
    if (isOutOfMemory(failure)) {
      return new ResultsException(TOO_LARGE, failure);
    }
    Throwable cause = failure;
    while (cause instanceof SparkException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new ResultsException("SQL: " + firstLine(cause), failure);
  }

  /** Of a task Spark tells the text only. */
  private static boolean isOutOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError
          || String.valueOf(cause.getMessage()).contains(OutOfMemoryError.class.getName())) {
        return true;
      }
    }
    return false;
  }

  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse(failure.getClass().getSimpleName())
        .replaceFirst("^\\[[A-Z0-9_.]+] ", "");
  }

  /**
   * The first rows of others; says how many there were, one more than the most if there were more.
   */
  private static final class Counted implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final int most;
    private int given;

    Counted(Iterator<Row> rows, int most) {
      this.rows = rows;
      this.most = most;
    }

    @Override
    public boolean hasNext() {
      return given < most && rows.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      given++;
      return rows.next();
    }

    int count() {
      return given == most && rows.hasNext() ? given + 1 : given;
    }
  }
}
