package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.engine.definition.MemoryNeed;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {

  private static final long GIB = 1L << 30;

  @Test
  void saysHowMuchANetworkWantsThatDoesNotFit() {
    assertThatThrownBy(() -> new MemoryNeed(3 * GIB, 2 * GIB).require(4 * GIB))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage(
            "the network wants about 5.0 GiB (weights and optimizer 3.0, activations 2.0),"
                + " but there are 4.0 GiB");
  }

  @Test
  void whatFitsMayBeBuilt() {
    assertThatCode(() -> new MemoryNeed(GIB, 2 * GIB).require(4 * GIB)).doesNotThrowAnyException();
  }

  @Test
  void aHugeLayerFailsBeforeItTakesTheMemory() {
    assertThatThrownBy(
            () ->
                Networks.build(
                    Networks.of(Networks.dense(2_000_000), Networks.dense(2_000_000)),
                    ComputePath.FAST))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessageContaining("the network wants about");
  }
}
