package dev.ablate.sweep.cli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.cli.prompt.Statements.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {

  @Test
  void areTakenApartAtSemicolons() {
    assertThat(Statements.of("SELECT 1; SELECT 2\n;\n\nSELECT\n 3"))
        .containsExactly(
            new Statement(1, "SELECT 1"),
            new Statement(1, "SELECT 2"),
            new Statement(4, "SELECT\n 3"));
  }

  @Test
  void askNothingWhereThereAreOnlyCommentsAndBlanks() {
    assertThat(Statements.of(" ;; -- SELECT 1;\n /* SELECT 2; */ ;")).isEmpty();
    assertThat(Statements.of("-- why\n/* and */ SELECT 1"))
        .containsExactly(new Statement(2, "SELECT 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';'",
        "SELECT \";\"",
        "SELECT `;`",
        "SELECT 'it\\'s; fine'",
        "SELECT 'a''; b'",
        "SELECT `\\`, ';'",
        "SELECT 1 -- one; two\n + 1",
        "SELECT 1 /* one; two */ + 1",
      })
  void keepWhatIsQuotedOrCommented(String sql) {
    assertThat(Statements.of(sql + "; ")).containsExactly(new Statement(1, sql));
    assertThat(Statements.isComplete(sql)).isFalse();
    assertThat(Statements.isComplete(sql + ";")).isTrue();
  }

  @Test
  void areCompleteOnceNothingFollowsTheLastSemicolon() {
    assertThat(Statements.isComplete("")).isTrue();
    assertThat(Statements.isComplete("SELECT 1; -- done")).isTrue();
    assertThat(Statements.isComplete("SELECT 1; SELECT")).isFalse();
    assertThat(Statements.isComplete("SELECT '1;")).isFalse();
  }
}
