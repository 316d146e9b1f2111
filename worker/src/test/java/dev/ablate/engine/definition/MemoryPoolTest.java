package dev.ablate.engine.definition;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MemoryPoolTest {

  private static final long GIB = 1L << 30;
  private static final MemoryNeed THREE = new MemoryNeed(2 * GIB, GIB);

  private final MemoryPool pool = new MemoryPool(() -> 5 * GIB);

  @Test
  void modelsTogetherTakeNoMoreThanThereIs() {
    pool.take(THREE);

    assertThatThrownBy(() -> pool.take(THREE))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage(
            "the network wants about 3.0 GiB (weights and optimizer 2.0, activations 1.0),"
                + " but there are 2.0 GiB");
  }

  @Test
  void whatAModelGivesBackAnotherMayTake() {
    MemoryPool.Share share = pool.take(THREE);
    share.close();
    share.close();

    pool.take(THREE);

    assertThatThrownBy(() -> pool.take(THREE)).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void whatWasRefusedTakesNothing() {
    assertThatThrownBy(() -> pool.take(new MemoryNeed(6 * GIB, 0)))
        .isInstanceOf(OutOfMemoryError.class);

    assertThatCode(() -> pool.take(new MemoryNeed(5 * GIB, 0))).doesNotThrowAnyException();
  }
}
