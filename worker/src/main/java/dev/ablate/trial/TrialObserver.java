package dev.ablate.trial;

import java.util.Optional;

/** Hears from a running trial, on its thread, and may end it. */
public interface TrialObserver {

  /** Hears nothing, stops nothing. */
  TrialObserver NONE = progress -> Optional.empty();

  /**
   * Called after every epoch, and at most about once a second in between.
   *
   * @return a reason to stop the trial now, or empty to go on
   */
  Optional<Stop> progress(TrialProgress progress);
}
