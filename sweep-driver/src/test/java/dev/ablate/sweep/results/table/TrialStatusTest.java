package dev.ablate.sweep.results.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.spec.Names;
import dev.ablate.trial.Stop;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialOutcome;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialStatusTest {

  @Test
  void everyOutcomeHasOne() {
    assertThat(Arrays.stream(TrialOutcome.class.getPermittedSubclasses()))
        .extracting(outcome -> Names.kebab(outcome.getSimpleName()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TrialStatus.values()).map(TrialStatus::text).toList());
    assertThat(TrialStatus.of(new TrialOutcome.Stopped(TrialHistory.EMPTY, Stop.requested("x"))))
        .isEqualTo(TrialStatus.STOPPED);
  }

  @Test
  void rowsNameThemInSmallLetters() {
    for (String text : List.of("completed", "diverged", "failed", "stopped")) {
      assertThat(TrialStatus.of(text).text()).isEqualTo(text);
      assertThat(TrialStatus.of(text).is(text)).isTrue();
    }
    assertThatThrownBy(() -> TrialStatus.of("done")).hasMessage("no trial ends as \"done\"");
  }
}
