package dev.ablate.sweep.plan;

import dev.ablate.sweep.design.AxisValue;
import dev.ablate.trial.TrialId;
import java.util.List;
import java.util.Optional;

/**
 * A design point and the trial that answers it.
 *
 * @param point position in the design, from 0
 * @param cell the point without its seed
 * @param seed of the replicate
 * @param values of all axes, in order
 * @param trialId the trial that answers it; none unless valid
 * @param atEpoch the epoch of that trial to read, 0 unless valid
 * @param validity whether it is trained
 * @param reason why it is not; empty if it is
 */
public record PlannedPoint(
    int point,
    String cell,
    long seed,
    List<AxisValue> values,
    Optional<TrialId> trialId,
    int atEpoch,
    Validity validity,
    String reason) {

  /** Whether a point is trained. */
  public enum Validity {
    VALID,
    /** It cannot be built. */
    INVALID,
    /** A constraint leaves it out. */
    EXCLUDED
  }
}
