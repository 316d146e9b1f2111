package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.QuickstartResults;
import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.sql.SqlSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The questions of docs/queries.md have the answers that stand below them. */
class QueriesIT {

  private static final Pattern QUESTION =
      Pattern.compile(
          "(?ms)^## (\\d+\\. [^\\n]+)\\n(?:(?!^## ).)*?^```sql\\n(.*?)^```\\n\\n```text\\n(.*?)^```$");

  @TestFactory
  Stream<DynamicTest> questionsHaveTheirAnswers() throws IOException {
    SqlSession session = SqlSession.open(SparkExtension.session(), QuickstartResults.folder());
    List<DynamicTest> tests = new ArrayList<>();
    Matcher question = QUESTION.matcher(Files.readString(Launcher.HOME.resolve("docs/queries.md")));
    while (question.find()) {
      String query = question.group(2);
      String answer = question.group(3);
      tests.add(
          DynamicTest.dynamicTest(
              question.group(1), () -> assertThat(answer(session, query)).isEqualTo(answer)));
    }
    assertThat(tests).hasSize(20);
    return tests.stream();
  }

  private static String answer(SqlSession session, String query) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    session.run(query, Sql.Format.TABLE, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
