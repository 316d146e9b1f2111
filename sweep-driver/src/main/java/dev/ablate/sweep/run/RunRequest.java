package dev.ablate.sweep.run;

import dev.ablate.data.DatasetLocator;
import dev.ablate.sweep.results.Retry;
import dev.ablate.sweep.study.SweepSpec;
import java.util.Set;

/**
 * What one run is asked.
 *
 * @param sweep the study
 * @param resolvedConfig all of its config with nothing left to resolve, as the run records it
 * @param data where the images may lie
 * @param retried which ended trials are trained once more
 * @param threads native threads of one trial
 */
public record RunRequest(
    SweepSpec sweep, String resolvedConfig, DatasetLocator data, Set<Retry> retried, int threads) {

  public RunRequest {
    retried = Set.copyOf(retried);
  }
}
