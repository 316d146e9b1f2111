package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong before anything starts. */
class SqlCommandTest {

  @TempDir Path folder;

  @Test
  void namesAFileThatIsNotThere() {
    Path missing = folder.resolve("missing.sql");
    assertRefused(missing + ": there is no such file\n", "--file", missing.toString());
  }

  @Test
  void namesAFileThatAsksNothing() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.sql"), "-- nothing yet;\n;\n");
    assertRefused(empty + ": asks nothing\n", "--file", empty.toString());
    assertRefused("the argument: asks nothing\n", ";");
  }

  @Test
  void queryMayBeginWithAComment() {
    assertRefused("the argument: asks nothing\n", "-- nothing yet");
    assertRefused("the argument: asks nothing\n", "--nothing\n--yet");
    assertThat(CommandLineRun.of("sql", folder.toString(), "--fromat").err())
        .startsWith("Unknown option: '--fromat'");
  }

  @Test
  void takesOneSourceOfQueries() {
    assertRefused("give a query or --file q.sql, not both\n", "SELECT 1", "--file", "q.sql");
  }

  private void assertRefused(String message, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "sql";
    all[1] = folder.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    CommandLineRun run = CommandLineRun.of(all);
    assertThat(run.err()).isEqualTo(message);
    assertThat(run.exit()).isEqualTo(Main.FAILED);
  }
}
