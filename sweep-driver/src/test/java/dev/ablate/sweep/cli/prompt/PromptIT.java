package dev.ablate.sweep.cli.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.results.QuickstartResults;
import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.sql.SqlSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

/** What the prompt answers and completes, without a terminal. */
class PromptIT {

  private static final SqlSession SESSION =
      SqlSession.open(SparkExtension.session(), QuickstartResults.folder());

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Prompt prompt =
      new Prompt(SESSION, Sql.Format.TABLE, new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void answersEachStatementOfALine() {
    assertThat(prompt.answer("SELECT 1 AS one; SELECT 'x' AS two;")).isTrue();

    assertThat(printed())
        .matches("(?s)one\n  1\n\\(1 row, .* s\\)\n\ntwo\nx\n\\(1 row, .* s\\)\n\n");
  }

  @Test
  void goesOnAfterWhatIsWrong() {
    assertThat(prompt.answer("SELECT nothing FROM cells;")).isTrue();
    assertThat(prompt.answer("DROP VIEW cells;")).isTrue();
    assertThat(prompt.answer("\\nonsense")).isTrue();
    assertThat(prompt.answer("\\d nonsense")).isTrue();

    assertThat(printed().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("SQL: no column \"nothing\"; cells has metric, "),
            line -> assertThat(line).startsWith("SQL: only queries over the tables are allowed"),
            line -> assertThat(line).isEqualTo("there is no \\nonsense; \\? says what there is"),
            line ->
                assertThat(line).startsWith("there is no table \"nonsense\"; there are sweeps,"));
  }

  @Test
  void describesTables() {
    prompt.answer("\\d");
    assertThat(printed().lines().map(line -> line.split(" ", -1)[0]).toList())
        .isEqualTo(SESSION.tables());
    assertThat(printed().lines()).as("each says what its rows are").allMatch(l -> l.contains("  "));
    bytes.reset();
    prompt.answer("\\d main_effects");
    assertThat(printed()).startsWith("a value of an axis against the baseline's: ");
    bytes.reset();
    prompt.answer("\\d design");
    assertThat(printed().lines().map(line -> line.replaceAll(" +", " ")))
        .contains("axis_filters bigint", "axis_batch_norm boolean", "axis_optimizer string");
  }

  @Test
  void leaves() {
    assertThat(prompt.answer("\\q")).isFalse();
  }

  @Test
  void doesNotLetALargeAnswerScrollEverythingAway() {
    prompt.answer("SELECT id FROM range(5000);");
    assertThat(printed())
        .contains("\n999\n... only the first 1,000 rows; LIMIT them\n(more than 1,000 rows, ");
  }

  @Test
  void aStatementGoesOnUntilItsSemicolon() {
    SqlParser parser = new SqlParser();
    assertThatThrownBy(() -> parser.parse("SELECT 1", 8, ParseContext.ACCEPT_LINE))
        .isInstanceOf(EOFError.class);
    assertThat(parser.parse("SELECT 1;", 9, ParseContext.ACCEPT_LINE).line())
        .isEqualTo("SELECT 1;");
    assertThat(parser.parse("\\d cells", 8, ParseContext.ACCEPT_LINE).line())
        .isEqualTo("\\d cells");
  }

  @Test
  void completesTablesWhereTablesStand() {
    assertThat(completed("SELECT * FROM ")).contains("results", "cells").doesNotContain("metric");
    assertThat(completed("\\d ")).contains("results", "cells").doesNotContain("SELECT");
    assertThat(completed("\\")).containsExactly("\\d", "\\q", "\\?");
  }

  @Test
  void completesTheColumnsOfTheTablesThatAreNamed() {
    assertThat(completed("SELECT ")).contains("axis_filters", "verdict", "SELECT");
    assertThat(completed("SELECT axis FROM main_effects WHERE ver"))
        .contains("verdict", "share_better", "order by")
        .doesNotContain("axis_filters");
    assertThat(completed("SELECT round(avg(c.me")).contains("mean", "axis_filters");
  }

  private static List<String> completed(String typed) {
    List<Candidate> candidates = new ArrayList<>();
    new SqlCompleter(SESSION)
        .complete(
            null, new SqlParser().parse(typed, typed.length(), ParseContext.COMPLETE), candidates);
    return candidates.stream().map(Candidate::value).toList();
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
