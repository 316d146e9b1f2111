package dev.ablate.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryShareTest {

  @Test
  void trialsShareWhatArraysMayTake() {
    MemoryShare share = new MemoryShare(1000, 4);

    assertThat(share.processBytes()).isEqualTo(900);
    assertThat(share.trialBytes()).isEqualTo(225);
  }

  @Test
  void nothingCannotBeShared() {
    assertThatThrownBy(() -> new MemoryShare(0, 0))
        .hasMessageContaining("device-bytes must be positive, but was 0")
        .hasMessageContaining("trials must be positive, but was 0");
  }
}
