package dev.ablate.sweep.run;

import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.Recorded;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.trial.TrialId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What earlier runs left.
 *
 * @param finished the newest attempt of each trial that ended
 * @param recorded what those that completed have beside their scores; read only if it is asked
 */
public record Earlier(
    Map<TrialId, FinishedTrial> finished, Supplier<Map<TrialId, Recorded>> recorded) {

  /** Before the first run. */
  public static final Earlier NOTHING = new Earlier(Map.of(), Map::of);

  /** In a folder of results. */
  public static Earlier in(ResultsFolder folder) {
    return new Earlier(folder.finished(), folder::recorded);
  }

  /** Where results may be. */
  public static Earlier at(ResultsLocation location) {
    return ResultsFolder.exists(location) ? in(ResultsFolder.open(location)) : NOTHING;
  }
}
