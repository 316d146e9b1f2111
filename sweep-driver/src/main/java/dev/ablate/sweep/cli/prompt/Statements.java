package dev.ablate.sweep.cli.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * A text of SQL, taken apart at each {@code ;} that is in no quotes and no comment. Quoted texts
 * are Spark's: {@code '...'} and {@code "..."} with backslash escapes, {@code `...`} without.
 */
public final class Statements {

  private final List<Statement> whole = new ArrayList<>();
  private final String text;
  private int from;
  private int at;

  /**
   * One that something is asked in.
   *
   * @param line where it begins, from 1
   * @param sql without the {@code ;}
   */
  public record Statement(int line, String sql) {}

  private Statements(String text) {
    this.text = text;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        add(at);
        from = at + 1;
        at++;
      } else if (c == '\'' || c == '"' || c == '`') {
        quoted(c);
      } else if (text.startsWith("--", at)) {
        skipTo("\n");
      } else if (text.startsWith("/*", at)) {
        skipTo("*/");
      } else {
        at++;
      }
    }
  }

  /** All, the last with or without its {@code ;}; comments alone are none. */
  public static List<Statement> of(String text) {
    Statements statements = new Statements(text);
    statements.add(text.length());
    return List.copyOf(statements.whole);
  }

  /** Whether the text ends with a {@code ;} that ends a statement, or asks nothing. */
  static boolean isComplete(String text) {
    Statements statements = new Statements(text);
    int ended = statements.whole.size();
    statements.add(text.length());
    return statements.whole.size() == ended;
  }

  private void add(int to) {
    String sql = text.substring(from, to);
    int start = 0;
    while (start < sql.length()) {
      if (Character.isWhitespace(sql.charAt(start))) {
        start++;
      } else if (sql.startsWith("--", start)) {
        start = end(sql, "\n", start);
      } else if (sql.startsWith("/*", start)) {
        start = end(sql, "*/", start);
      } else {
        int line = 1 + (int) text.substring(0, from + start).chars().filter(c -> c == '\n').count();
        whole.add(new Statement(line, sql.substring(start).strip()));
        return;
      }
    }
  }

  private void quoted(char quote) {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && quote != '`') {
        at++;
      } else if (c == quote) {
        at++;
        return;
      }
    }
  }

  private void skipTo(String end) {
    at = end(text, end, at);
  }

  private static int end(String text, String mark, int from) {
    int found = text.indexOf(mark, from + (mark.equals("*/") ? 2 : 0));
    return found < 0 ? text.length() : found + mark.length();
  }
}
