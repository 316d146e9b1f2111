package dev.ablate.trial;

import java.util.Optional;
import java.util.SortedMap;

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

  /**
   * Called before anything else if the trial goes on from a checkpoint: whoever listens may never
   * have heard of its epochs.
   *
   * @param accuracies on the part that choices are made on, by epoch
   */
  default void resumed(TrialId trial, SortedMap<Integer, Double> accuracies) {}
}
