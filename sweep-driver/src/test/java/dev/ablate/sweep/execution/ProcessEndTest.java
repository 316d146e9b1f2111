package dev.ablate.sweep.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessEndTest {

  @Test
  void clusterManagersSayTheExitCode() {
    assertThat(ProcessEnd.ofReason("Command exited with code 134")).isEqualTo(ProcessEnd.CRASHED);
    assertThat(ProcessEnd.ofReason("Command exited with code 137")).isEqualTo(ProcessEnd.KILLED);
    assertThat(ProcessEnd.ofReason("Command exited with code 86")).isEqualTo(ProcessEnd.EXCUSED);
    assertThat(
            ProcessEnd.ofReason(
                "Container from a bad node: container_1_1 on host: n1. Exit status: 139. Diagnostics"))
        .isEqualTo(ProcessEnd.CRASHED);
    assertThat(
            ProcessEnd.ofReason(
                "The executor with id 1 exited with exit code 137(SIGKILL, possible container OOM)."))
        .isEqualTo(ProcessEnd.KILLED);
  }

  @Test
  void whatNobodySawBlamesNobody() {
    assertThat(ProcessEnd.ofReason("Executor heartbeat timed out after 130000 ms"))
        .isEqualTo(ProcessEnd.UNKNOWN);
    assertThat(ProcessEnd.ofReason("Command exited with code 123456789012"))
        .isEqualTo(ProcessEnd.UNKNOWN);
  }

  @Test
  void whoStopsAProcessDoesNotBlameItsTrials() {
    assertThat(ProcessEnd.ofCode(130)).isEqualTo(ProcessEnd.EXCUSED);
    assertThat(ProcessEnd.ofCode(143)).isEqualTo(ProcessEnd.EXCUSED);
    assertThat(ProcessEnd.ofCode(1)).isEqualTo(ProcessEnd.UNKNOWN);
  }
}
