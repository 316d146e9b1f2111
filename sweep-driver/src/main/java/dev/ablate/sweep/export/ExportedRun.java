package dev.ablate.sweep.export;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.results.TrialDetails;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.TrialStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A design point that a trial answered.
 *
 * @param point cell, seed and scores
 * @param details of its trial
 * @param epochs what was measured, up to the point's last epoch
 */
record ExportedRun(Trial point, TrialDetails details, List<EpochRow> epochs) {

  /** What an axis that does not apply to a cell is called. */
  static final String NOT_APPLICABLE = "n/a";

  /** What the names of scores at the best epoch begin with. */
  static final String BEST = "best_";

  ExportedRun {
    epochs = List.copyOf(epochs);
  }

  /** Unique in its sweep, and a name that any file system takes. */
  String name() {
    return group() + "-seed-" + point.seed();
  }

  /** What its cell's replicates share. */
  String group() {
    return "cell-" + point.cell().id();
  }

  /** Differs wherever the measurements may. */
  String identity() {
    return name() + ":" + details.trialId() + "@" + point.atEpoch() + "#" + details.attempt();
  }

  /** The values of all axes, {@value #NOT_APPLICABLE} where one does not apply, then the seed. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    List<Axis> axes = point.cell().axes();
    for (int i = 0; i < axes.size(); i++) {
      Object value = point.cell().values().get(i);
      settings.put(axes.get(i).name(), value == null ? NOT_APPLICABLE : value);
    }
    settings.put("seed", point.seed());
    return settings;
  }

  /** The scores at the best epoch, by name without {@value #BEST}. */
  Map<String, Double> bestScores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    point
        .values()
        .forEach(
            (name, value) -> {
              if (name.startsWith(BEST)) {
                scores.put(name.substring(BEST.length()), value);
              }
            });
    return scores;
  }

  /** What a measurement is called where there are levels of names: {@code test/accuracy}. */
  static String scalar(EpochRow row) {
    return row.split() + "/" + row.metric();
  }

  /** Whether it did what was asked. */
  boolean isCompleted() {
    return TrialStatus.COMPLETED.is(details.status());
  }

  /** When training began; measured from its end, without the time between epochs. */
  Instant began() {
    return details.endedAt().minus(Duration.ofNanos((long) (details.trainSeconds() * 1e9)));
  }

  /** When an epoch ended, likewise. */
  Instant at(EpochRow row) {
    return began().plus(Duration.ofNanos((long) (row.trainSeconds() * 1e9)));
  }
}
