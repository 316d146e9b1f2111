package dev.ablate.sweep.cli.prompt;

import dev.ablate.sweep.results.sql.SqlSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes what may stand at the cursor: tables after FROM, JOIN and {@code \d}; else the columns
 * of the tables that the statement names, or of all before it names any, and words of SQL.
 */
final class SqlCompleter implements Completer {

  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "DISTINCT",
          "FROM",
          "JOIN",
          "LEFT JOIN",
          "USING",
          "ON",
          "WHERE",
          "AND",
          "OR",
          "NOT",
          "IN",
          "IS NULL",
          "IS NOT NULL",
          "LIKE",
          "BETWEEN",
          "GROUP BY",
          "HAVING",
          "ORDER BY",
          "ASC",
          "DESC",
          "NULLS LAST",
          "LIMIT",
          "AS",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "WITH",
          "OVER",
          "PARTITION BY",
          "UNION ALL",
          "count(*)",
          "avg(",
          "min(",
          "max(",
          "sum(",
          "stddev(",
          "round(",
          "median(",
          "max_by(",
          "min_by(");

  private static final Set<String> BEFORE_TABLES = Set.of("from", "join", "\\d", "describe");

  private final SqlSession session;

  SqlCompleter(SqlSession session) {
    this.session = session;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (line.word().startsWith("\\")) {
      Prompt.COMMANDS.forEach(
          (command, meaning) -> candidates.add(candidate(command, "commands", meaning)));
      return;
    }
    if (BEFORE_TABLES.contains(previous(line))) {
      tables(candidates);
      return;
    }
    if (line.line().startsWith("\\")) {
      return;
    }
    List<String> named = named(line);
    Set<String> columns = new TreeSet<>();
    for (String table : named.isEmpty() ? session.tables() : named) {
      session.columns(table).forEach(column -> columns.add(column.name()));
    }
    columns.forEach(column -> candidates.add(candidate(column, "columns", null)));
    boolean lower =
        line.word().equals(line.word().toLowerCase(Locale.ROOT)) && !line.word().isEmpty();
    for (String word : WORDS) {
      candidates.add(candidate(lower ? word.toLowerCase(Locale.ROOT) : word, "SQL", null));
    }
  }

  private void tables(List<Candidate> candidates) {
    session.tables().forEach(table -> candidates.add(candidate(table, "tables", null)));
  }

  /** What is completed, without a blank after what opens brackets. */
  private static Candidate candidate(String text, String group, String meaning) {
    return new Candidate(text, text, group, meaning, null, null, !text.endsWith("("));
  }

  private static String previous(ParsedLine line) {
    return line.wordIndex() == 0
        ? ""
        : line.words().get(line.wordIndex() - 1).toLowerCase(Locale.ROOT);
  }

  /** The tables among the words of the statement. */
  private List<String> named(ParsedLine line) {
    List<String> named = new ArrayList<>();
    for (int i = 1; i < line.words().size(); i++) {
      String word = line.words().get(i).toLowerCase(Locale.ROOT);
      String before = line.words().get(i - 1).toLowerCase(Locale.ROOT);
      if (BEFORE_TABLES.contains(before) && session.tables().contains(word)) {
        named.add(word);
      }
    }
    return named;
  }
}
