package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code deploy/restart.sh} around a program that is a shell. */
final class RestartScriptTest {

  /** Says its own process id, then every look that the script takes at the program. */
  private static final String SCRIPT =
      """
      set -euo pipefail
      master=local
      fail() { exit 1; }
      submit() { exec sh -c 'echo $$; kill -STOP $$; exit 7'; }
      source deploy/restart.sh
      kill() {
        if [ "$1" = -0 ]; then
          echo look
        fi
        builtin kill "$@"
      }
      run_until_it_ends
      """;

  @Test
  void aStoppedProgramIsWaitedForQuietly() throws Exception {
    Process script =
        new ProcessBuilder("bash", "-c", SCRIPT).directory(Path.of("..").toFile()).start();
    try (BufferedReader output = script.inputReader()) {
      long program = Long.parseLong(output.readLine());
      while (!isStopped(program)) {
        Thread.onSpinWait();
      }
      new ProcessBuilder("kill", "-CONT", Long.toString(program)).start().waitFor();

      assertThat(output.lines().toList()).containsExactly("look");
      assertThat(script.waitFor()).isEqualTo(7);
    } finally {
      script.destroyForcibly();
    }
  }

  private static boolean isStopped(long process) throws Exception {
    Process state = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process)).start();
    return state.inputReader().readLine().startsWith("T");
  }
}
