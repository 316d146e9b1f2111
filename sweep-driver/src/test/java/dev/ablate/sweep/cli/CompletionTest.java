package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash completes after {@code source <(deploy/sweep generate-completion)}. */
class CompletionTest {

  @TempDir Path folder;

  @Test
  void completesCommandsAndOptions() throws Exception {
    CommandLineRun script = CommandLineRun.of("generate-completion");
    assertThat(script.exit()).as(script.err()).isZero();
    Path file = Files.writeString(folder.resolve("completion"), script.out());

    assertThat(completed(file, "sweep", "eff")).containsExactly("effects");
    assertThat(completed(file, "deploy/sweep", "plan", "--no")).containsExactly("--noise");
    assertThat(completed(file, "sweep", "sql", "results", "--fi")).containsExactly("--file");
  }

  private List<String> completed(Path script, String... words) {
    String typed = String.join(" ", words);
    Launcher.Result result =
        Launcher.run(
            folder,
            Map.of(),
            List.of(
                "bash",
                "-c",
                "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; _complete_sweep;"
                        .formatted(script, typed, words.length - 1, typed)
                    + " printf '%s\\n' \"${COMPREPLY[@]}\""));
    return result.out().lines().map(String::strip).toList();
  }
}
