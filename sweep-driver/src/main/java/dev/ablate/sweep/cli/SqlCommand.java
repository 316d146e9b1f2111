package dev.ablate.sweep.cli;

import dev.ablate.sweep.cli.prompt.Prompt;
import dev.ablate.sweep.cli.prompt.Statements;
import dev.ablate.sweep.cli.prompt.Statements.Statement;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.sql.SqlSession;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the tables questions. */
@Command(
    name = "sql",
    description = {
      "Answers queries over the tables of a results folder: those of the argument,",
      "a file or standard input. At a terminal, without any, it prompts for them."
    },
    mixinStandardHelpOptions = true,
    preprocessor = SqlCommand.CommentFirst.class)
final class SqlCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Parameters(
      index = "1",
      paramLabel = "QUERY",
      arity = "0..1",
      description = "A SELECT, or several with ; between them.")
  String query;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Takes the queries from a file; - is standard input.")
  String file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv, json or jsonl (default: ${DEFAULT-VALUE}).")
  Sql.Format format = Sql.Format.TABLE;

  /** A query may begin with a comment: what begins with {@code --} need not be an option. */
  static final class CommentFirst implements IParameterPreprocessor {

    private static final Pattern COMMENT = Pattern.compile("--(\\s.*|.*\\R.*)", Pattern.DOTALL);

    @Override
    public boolean preprocess(
        Stack<String> arguments, CommandSpec command, ArgSpec argument, Map<String, Object> info) {
      arguments.replaceAll(text -> COMMENT.matcher(text).matches() ? " " + text : text);
      return false;
    }
  }

  @Override
  public Integer call() throws IOException {
    if (query != null && file != null) {
      throw new ResultsException("give a query or --file " + file + ", not both");
    }
    boolean prompts = query == null && file == null && Prompt.isPossible();
    String place =
        query != null ? null : file == null || file.equals("-") ? "standard input" : file;
    List<Statement> statements = prompts ? List.of() : Statements.of(text());
    if (!prompts && statements.isEmpty()) {
      throw new ResultsException((place == null ? "the argument" : place) + ": asks nothing");
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (SparkSession spark = QuerySpark.start(new SparkConf().setAppName("ablate sql"))) {
      SqlSession session = SqlSession.open(spark, results);
      if (prompts) {
        new Prompt(session, format, out).run(spark.sparkContext()::cancelAllJobs);
      }
      for (Statement statement : statements) {
        answer(session, statement, place, out);
      }
    }
    return 0;
  }

  private void answer(SqlSession session, Statement statement, String place, PrintStream out) {
    try {
      session.run(statement.sql(), format, out);
    } catch (ResultsException e) {
      throw place == null
          ? e
          : new ResultsException(place + ": " + statement.line() + ": " + e.getMessage(), e);
    }
  }

  private String text() throws IOException {
    if (query != null) {
      return query;
    }
    if (file == null || file.equals("-")) {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new ResultsException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new ResultsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
