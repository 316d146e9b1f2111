package dev.ablate.sweep.results.sql;

import dev.ablate.spec.Suggestion;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is wrong with a query that could be read, and what would be right. */
final class SqlProblem {

  private static final int SHORTEST_BEGINNING = 3;

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
    Optional<String> near = nearest(column, tables.values());
    if (near.isPresent()) {
      return problem.append("; did you mean ").append(near.get()).append('?').toString();
    }
    tables.forEach(
        (name, table) ->
            problem.append("; " + name + " has " + String.join(", ", table.columns())));
    return problem.toString();
  }

  /** The shortest that begins with what was given, or else the one nearest in spelling. */
  private static Optional<String> nearest(String given, Collection<Dataset<Row>> tables) {
    String name = given.substring(given.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    List<String> known =
        tables.stream().flatMap(table -> Stream.of(table.columns())).distinct().toList();
    return known.stream()
        .filter(column -> name.length() >= SHORTEST_BEGINNING && column.startsWith(name))
        .min(Comparator.comparingInt(String::length))
        .or(() -> Suggestion.nearest(name, known));
  }
}
