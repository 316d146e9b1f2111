package dev.ablate.sweep.results.storage;

import dev.ablate.spec.Rules;
import java.util.List;

/**
 * What befell an attempt that has no row yet: kept in a small file, so that a trial that kills its
 * process is known to the process after it.
 *
 * @param alone whether it must train with no other beside it
 * @param crashes how often its process crashed while it was alone and had not gone on since
 * @param losses how often its process was killed while it had not gone on since
 * @param running the executor that trains it; empty if none does
 * @param checkpointAt when its checkpoint was written as it began, milliseconds since 1970; 0
 *     without one
 */
public record TrialIncidents(
    boolean alone, int crashes, int losses, String running, long checkpointAt) {

  /** Nothing happened, and it does not run. */
  public static final TrialIncidents NONE = new TrialIncidents(false, 0, 0, "", 0);

  public TrialIncidents {
    new Rules().notNegative("crashes", crashes).notNegative("losses", losses).verify();
  }

  /** The same, begun on an executor. */
  public TrialIncidents begun(String executor, long newCheckpointAt) {
    return new TrialIncidents(alone, crashes, losses, executor, newCheckpointAt);
  }

  /** The same, with no executor that trains it. */
  public TrialIncidents released() {
    return new TrialIncidents(alone, crashes, losses, "", checkpointAt);
  }

  /** The same, to be trained alone. */
  public TrialIncidents suspected() {
    return new TrialIncidents(true, crashes, losses, running, checkpointAt);
  }

  /** The same, with other counts. */
  public TrialIncidents counted(int newCrashes, int newLosses) {
    return new TrialIncidents(alone, newCrashes, newLosses, running, checkpointAt);
  }

  /** What {@link #parse} reads. */
  String text() {
    return String.join(
            "\n",
            Boolean.toString(alone),
            Integer.toString(crashes),
            Integer.toString(losses),
            running,
            Long.toString(checkpointAt))
        + "\n";
  }

  /** From a file's text; {@link #NONE} if it is none of ours. */
  static TrialIncidents parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 5
        || !lines.get(0).matches("true|false")
        || !lines.get(1).matches("[0-9]{1,9}")
        || !lines.get(2).matches("[0-9]{1,9}")
        || !lines.get(4).matches("[0-9]{1,18}")) {
      return NONE;
    }
    return new TrialIncidents(
        lines.get(0).equals("true"),
        Integer.parseInt(lines.get(1)),
        Integer.parseInt(lines.get(2)),
        lines.get(3),
        Long.parseLong(lines.get(4)));
  }
}
