package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NativePlatformTest {

  @Test
  void newProcessorsGetTheWidestVectors() {
    assertThat(
            NativePlatform.extension(
                List.of("sse2", "avx2", "avx512f", "avx512dq", "avx512bw", "avx512vl")))
        .isEqualTo("-onednn-avx512");
  }

  @Test
  void halfAnAvx512IsNone() {
    assertThat(NativePlatform.extension(List.of("avx2", "avx512f"))).isEqualTo("-onednn-avx2");
  }

  @Test
  void oldProcessorsGetWhatRunsEverywhere() {
    assertThat(NativePlatform.extension(List.of("sse2", "avx"))).isEmpty();
  }
}
