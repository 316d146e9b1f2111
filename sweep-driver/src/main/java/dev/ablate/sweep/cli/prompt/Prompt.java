package dev.ablate.sweep.cli.prompt;

import dev.ablate.device.UserCache;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.sql.SqlSession;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/**
 * Reads statements from a terminal and answers each, until {@code \q} or Ctrl-D. What is wrong with
 * one is said, and the prompt goes on; Ctrl-C drops what is typed, or the query that runs.
 */
public final class Prompt {

  /** What is no SQL, and what it does. */
  static final Map<String, String> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("\\d", "lists the tables; with a table's name, what its rows say and its columns");
    COMMANDS.put("\\q", "leaves");
    COMMANDS.put("\\?", "says this");
  }

  /** An answer of more rows scrolls away what was asked. */
  private static final int MOST_ROWS = 1_000;

  private final SqlSession session;
  private final Sql.Format format;
  private final PrintStream out;

  /**
   * A prompt.
   *
   * @param session what is asked
   * @param format of the answers
   * @param out where answers go, and what is wrong
   */
  public Prompt(SqlSession session, Sql.Format format, PrintStream out) {
    this.session = session;
    this.format = format;
    this.out = out;
  }

  /** Whether somebody sits at a terminal: it is what this process reads and writes. */
  public static boolean isPossible() {
    ExecTerminalProvider terminals = new ExecTerminalProvider();
    return terminals.isSystemStream(SystemStream.Input)
        && terminals.isSystemStream(SystemStream.Output);
  }

  /**
   * Reads from this process's terminal.
   *
   * @param cancel drops the query that runs
   */
  public void run(Runnable cancel) throws IOException {
    try (Terminal terminal = terminal()) {
      if (terminal.getWidth() == 0) {
        // Of a terminal that nobody looks at; lines would be broken at every letter.
        terminal.setSize(new Size(80, 24));
      }
      terminal.handle(Terminal.Signal.INT, signal -> cancel.run());
      LineReader reader = reader(terminal);
      out.println(
          "\\d lists the tables, \\d TABLE its columns, \\q leaves; a statement ends with ;");
      while (true) {
        try {
          String line = reader.readLine("sql> ");
          if (!answer(line)) {
            return;
          }
        } catch (UserInterruptException e) {
          // What was typed is dropped.
        } catch (EndOfFileException e) {
          return;
        }
      }
    }
  }

  /**
   * Answers what was typed.
   *
   * @return whether to go on
   */
  boolean answer(String line) {
    String typed = line.strip();
    if (typed.startsWith("\\")) {
      return command(typed.replaceFirst(";\\s*$", "").split("\\s+"));
    }
    try {
      for (Statements.Statement statement : Statements.of(typed)) {
        long start = System.nanoTime();
        int rows = session.run(statement.sql(), format, MOST_ROWS, out);
        if (rows > MOST_ROWS) {
          out.printf(Locale.ROOT, "... only the first %,d rows; LIMIT them%n", MOST_ROWS);
        }
        if (format == Sql.Format.TABLE) {
          out.printf(
              Locale.ROOT,
              "(%s%,d %s, %.1f s)%n%n",
              rows > MOST_ROWS ? "more than " : "",
              Math.min(rows, MOST_ROWS),
              rows == 1 ? "row" : "rows",
              (System.nanoTime() - start) / 1e9);
        }
      }
    } catch (ResultsException e) {
      out.println(e.getMessage());
    }
    return true;
  }

  private boolean command(String[] words) {
    switch (words[0]) {
      case "\\q" -> {
        return false;
      }
      case "\\d" -> describe(words);
      case "\\?" -> COMMANDS.forEach((command, meaning) -> out.println(command + "  " + meaning));
      default -> out.println("there is no " + words[0] + "; \\? says what there is");
    }
    return true;
  }

  private void describe(String[] words) {
    if (words.length == 1) {
      int longest = session.tables().stream().mapToInt(String::length).max().orElse(1);
      session
          .tables()
          .forEach(
              table ->
                  out.printf(
                      Locale.ROOT, "%-" + longest + "s  %s%n", table, session.comment(table)));
      return;
    }
    String table = words[1].toLowerCase(Locale.ROOT);
    if (!session.tables().contains(table)) {
      out.println(
          "there is no table \""
              + words[1]
              + "\"; there are "
              + String.join(", ", session.tables()));
      return;
    }
    out.println(session.comment(table));
    int width =
        session.columns(table).stream().mapToInt(column -> column.name().length()).max().orElse(1);
    session
        .columns(table)
        .forEach(
            column ->
                out.printf(Locale.ROOT, "%-" + width + "s  %s%n", column.name(), column.type()));
  }

  /** By stty: without native code, which may not be unpacked everywhere. */
  private static Terminal terminal() throws IOException {
    return new ExecTerminalProvider()
        .sysTerminal(
            "sweep",
            System.getenv("TERM"),
            false,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            true,
            Terminal.SignalHandler.SIG_DFL,
            false,
            SystemStream.Output);
  }

  private LineReader reader(Terminal terminal) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("sweep")
            .terminal(terminal)
            .parser(new SqlParser())
            .completer(new SqlCompleter(session))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "...> ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.INSERT_TAB, false);
    try {
      Path history = UserCache.folder().resolve("sql-history");
      Files.createDirectories(history.getParent());
      builder.variable(LineReader.HISTORY_FILE, history);
    } catch (IOException e) {
      out.println("what is typed is not remembered: " + UserCache.folder() + " cannot be written");
    }
    return builder.build();
  }
}
