package dev.ablate.sweep.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatherDeskTest {

  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};

  private final GatherDesk desk = new GatherDesk(2);

  @Test
  void everybodyGetsAllPartsByRank() {
    assertThat(desk.receive(new GatherPart(0, 0, 1, TWO))).isNull();
    assertThat(desk.receive(new GatherPart(0, 0, 1, null))).isNull();
    assertThat(desk.receive(new GatherPart(0, 0, 0, ONE))).containsExactly(ONE, TWO);
    assertThat(desk.receive(new GatherPart(0, 1, 0, TWO))).isNull();
    assertThat(desk.receive(new GatherPart(0, 0, 1, null))).containsExactly(ONE, TWO);
  }

  @Test
  void whatALostGroupBroughtIsForgotten() {
    assertThat(desk.receive(new GatherPart(0, 0, 0, ONE))).isNull();
    assertThat(desk.receive(new GatherPart(1, 0, 1, TWO))).isNull();
    assertThat(desk.receive(new GatherPart(0, 0, 1, ONE))).isNull();
    assertThat(desk.receive(new GatherPart(1, 0, 0, TWO))).containsExactly(TWO, TWO);
  }
}
