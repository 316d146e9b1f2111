package dev.ablate.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class VisibleDevicesTest {

  private static final String INSTANCE = "MIG-b1f8f3ae-0c5b-5b51-9d6d-66bb2a1d7c0b";

  private final CudaDevice second =
      ((DeviceSurvey.Found) RecordedAnswers.twoKinds()).devices().get(1);
  private final CudaDevice parted = ((DeviceSurvey.Found) RecordedAnswers.mig()).devices().get(0);

  @Test
  void withoutFenceCudaCountsAsTheDriverDoes() {
    assertThat(VisibleDevices.ordinal(null, second, "1")).isEqualTo(1);
  }

  @Test
  void insideTheFenceCudaCountsFromZero() {
    assertThat(VisibleDevices.ordinal("1", second, "1")).isZero();
    assertThat(VisibleDevices.ordinal("3, 1", second, "1")).isEqualTo(1);
    assertThat(VisibleDevices.ordinal(second.uuid(), second, "1")).isZero();
  }

  @Test
  void deviceOutsideTheFenceIsRefused() {
    assertThatThrownBy(() -> VisibleDevices.ordinal("0", second, "1"))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "the device 1 that Spark granted is not visible to this process"
                + " (CUDA_VISIBLE_DEVICES=0); start the worker with CUDA_VISIBLE_DEVICES=1");
  }

  @Test
  void instanceOfMigNeedsAFence() {
    assertThat(VisibleDevices.ordinal(INSTANCE, parted, INSTANCE)).isZero();
    assertThatThrownBy(() -> VisibleDevices.ordinal(null, parted, INSTANCE))
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("CUDA_VISIBLE_DEVICES is not set");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void processIsFencedAsCudaReadsIt() {
    assumeThat(VisibleDevices.current()).as("the fence of whoever started this").isNull();
    try {
      VisibleDevices.fence(List.of());
      assertThat(VisibleDevices.current()).isNull();

      VisibleDevices.fence(List.of(INSTANCE));
      assertThat(VisibleDevices.current()).isEqualTo(INSTANCE);
      assertThat(VisibleDevices.ordinal(VisibleDevices.current(), parted, INSTANCE)).isZero();

      VisibleDevices.fence(List.of("0"));
      assertThat(VisibleDevices.current()).as("a fence stays").isEqualTo(INSTANCE);
    } finally {
      VisibleDevices.clear();
    }
  }
}
