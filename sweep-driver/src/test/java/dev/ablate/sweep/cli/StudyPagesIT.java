package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.sql.SqlSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every number on the page of a study is what its committed results say. */
class StudyPagesIT {

  private static final Path STUDIES = Launcher.HOME.resolve("docs/studies");
  private static final Pattern ANSWER =
      Pattern.compile("(?ms)^```sql\\n(.*?)^```\\n\\n```text\\n(.*?)^```$");

  @TestFactory
  Stream<DynamicTest> pagesSayWhatTheirResultsSay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> pages = Files.list(STUDIES)) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
        String name = page.getFileName().toString().replace(".md", "");
        SqlSession session =
            SqlSession.open(
                SparkExtension.session(), STUDIES.resolve("data").resolve(name).toString());
        Matcher query = ANSWER.matcher(Files.readString(page));
        int count = 0;
        while (query.find()) {
          String asked = query.group(1);
          String answer = query.group(2);
          count++;
          tests.add(
              DynamicTest.dynamicTest(
                  name + " " + count, () -> assertThat(answer(session, asked)).isEqualTo(answer)));
        }
        assertThat(count).as(page.toString()).isPositive();
      }
    }
    return tests.stream();
  }

  private static String answer(SqlSession session, String query) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    session.run(query, Sql.Format.TABLE, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
