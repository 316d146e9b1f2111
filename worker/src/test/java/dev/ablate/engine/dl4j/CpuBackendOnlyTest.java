package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4jBackend;

class CpuBackendOnlyTest {

  @AfterEach
  void restore() {
    ND4JClassLoading.setNd4jClassloader(Nd4jBackend.class.getClassLoader());
  }

  @Test
  void offersTheProcessorAndNothingElse() {
    CpuBackendOnly.install();

    assertThat(ND4JClassLoading.loadService(Nd4jBackend.class))
        .singleElement()
        .satisfies(
            backend -> assertThat(backend.getClass().getSimpleName()).isEqualTo("CpuBackend"));
  }
}
