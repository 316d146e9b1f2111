package dev.ablate.sweep.results;

import dev.ablate.trial.TrialId;
import dev.ablate.trial.WeightStore;
import java.util.List;
import java.util.Map;

/** A folder of results, on any file system that Hadoop knows. */
@SuppressWarnings("DoNotCallSuggester")
public final class ResultsFolder {

  private ResultsFolder() {}

  /**
   * Opens the folder of a sweep, or makes it.
   *
   * @throws ResultsException if it is another sweep's, no results folder, or cannot be made
   */
  public static ResultsFolder create(ResultsLocation location, String sweep) {
    throw new UnsupportedOperationException(location + sweep);
  }

  /**
   * Opens a folder that exists.
   *
   * @throws ResultsException if there is none
   */
  public static ResultsFolder open(ResultsLocation location) {
    throw new UnsupportedOperationException(location.uri());
  }

  /** Keeps a row: visible whole or not at all, once however often it is called. */
  public void commit(TrialRow row) {
    throw new UnsupportedOperationException(row.trialId());
  }

  /** The trials that ended, newest attempt of each. */
  public Map<TrialId, FinishedTrial> finished() {
    throw new UnsupportedOperationException();
  }

  /**
   * Records what a run is asked.
   *
   * @return {@code run} with its number
   */
  public RunRow startRun(RunRow run, List<AxisColumn> axes, Iterable<DesignRow> points) {
    throw new UnsupportedOperationException("" + run + axes + points);
  }

  /** The runs so far, oldest first. */
  public List<RunRow> runs() {
    throw new UnsupportedOperationException();
  }

  /** The best trials by validation accuracy, or by test accuracy where there is no validation. */
  public List<LeaderboardRow> leaderboard(int count) {
    throw new UnsupportedOperationException("" + count);
  }

  /** Keeps weights as {@code models/<trial_id>/<name>.weights}. */
  public WeightStore weights() {
    throw new UnsupportedOperationException();
  }
}
