package dev.ablate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.trial.LayerMeasurement;
import org.junit.jupiter.api.Test;

class LayerStatsTest {

  @Test
  void layersAreLookedAtWhenThatIsAsked() {
    assertThat(FakeTrial.of(3).layerStats(0, 2, 3).history().layerStats())
        .extracting(LayerMeasurement::epoch)
        .containsExactly(0, 2, 3);
  }

  @Test
  void nobodyAsksByDefault() {
    assertThat(FakeTrial.of(2).history().layerStats()).isEmpty();
  }

  @Test
  void lookingChangesNeitherTheTrialNorItsIdentity() {
    assertThat(FakeTrial.rows(FakeTrial.of(3).layerStats(1, 2).history()))
        .isEqualTo(FakeTrial.rows(FakeTrial.of(3).history()));
    assertThat(FakeTrial.of(3).layerStats(1, 2).request().id())
        .isEqualTo(FakeTrial.of(3).request().id());
  }
}
