package dev.ablate.sweep.results.sql;

import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is wrong with a query that could be read, and what would be right. */
final class SqlProblem {

  private SqlProblem() {}

  /**
   * One line.
   *
   * @param tables those that the query reads
   */
  static String of(AnalysisException failure, Map<String, Dataset<Row>> tables) {
    String kind = Objects.requireNonNullElse(failure.getErrorClass(), "");
    if (!kind.startsWith("UNRESOLVED_COLUMN")) {
      return SqlSession.firstLine(failure);
    }
    String column = failure.getMessageParameters().get("objectName").replace("`", "");
    StringBuilder problem = new StringBuilder("no column \"" + column + "\"");
    tables.forEach(
        (name, table) ->
            problem.append("; " + name + " has " + String.join(", ", table.columns())));
    return problem.toString();
  }
}
