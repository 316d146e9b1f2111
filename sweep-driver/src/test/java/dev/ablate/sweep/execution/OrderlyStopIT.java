package dev.ablate.sweep.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrderlyStopIT {

  /** As Spark ends the process from within the run, where it cannot start. */
  public static final class Exiting {
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
      try (OrderlyStop stop = OrderlyStop.listen()) {
        System.exit(stop.isRequested() ? 1 : 3);
      }
    }
  }

  @Test
  void aRunThatEndsItsProcessItselfIsNotWaitedFor() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Exiting.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(3);
    } finally {
      process.destroyForcibly();
    }
  }
}
