package dev.ablate.sweep.results;

import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.EpochCount;
import dev.ablate.sweep.results.table.Inline;
import dev.ablate.sweep.results.table.Scores;
import dev.ablate.sweep.results.table.TrialStatus;
import dev.ablate.trial.TrialId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Ranks trials. */
final class Leaderboard {

  private static final Set<TrialStatus> RANKED = Set.of(TrialStatus.COMPLETED, TrialStatus.STOPPED);

  private Leaderboard() {}

  /** The columns that ranking needs. */
  record Candidate(
      String trialId,
      int attempt,
      String status,
      long seed,
      @Inline EpochCount epochCount,
      @Inline Scores last,
      Integer bestEpoch,
      @Inline(prefix = "best_") Scores best,
      double trainSeconds,
      long parameters)
      implements TrialFiles.Keyed {

    private Scores ranked() {
      return bestEpoch == null ? last : best;
    }
  }

  static List<LeaderboardRow> of(List<Candidate> candidates, int count) {
    List<Candidate> best =
        candidates.stream()
            .filter(trial -> RANKED.contains(TrialStatus.of(trial.status())))
            .filter(trial -> trial.ranked().rankingAccuracy() != null)
            .sorted(
                Comparator.comparingDouble((Candidate trial) -> trial.ranked().rankingAccuracy())
                    .reversed()
                    .thenComparing(Candidate::trialId))
            .limit(count)
            .toList();
    List<LeaderboardRow> rows = new ArrayList<>();
    for (Candidate trial : best) {
      rows.add(
          new LeaderboardRow(
              rows.size() + 1,
              new TrialId(trial.trialId()),
              trial.ranked().rankingAccuracy(),
              trial.bestEpoch() == null ? trial.epochCount().measured() : trial.bestEpoch(),
              trial.ranked(),
              trial.seed(),
              trial.parameters(),
              trial.trainSeconds()));
    }
    return rows;
  }
}
