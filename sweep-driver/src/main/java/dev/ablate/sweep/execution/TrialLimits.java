package dev.ablate.sweep.execution;

import dev.ablate.spec.Rules;
import java.io.Serializable;

/**
 * What bounds a trial's time, and what its process's death costs.
 *
 * @param checkpointSeconds least time between two checkpoints
 * @param trialSeconds after which a trial is ended as failed; null for no limit
 * @param silentSeconds without a finished step after which a trial counts as hung
 */
public record TrialLimits(double checkpointSeconds, Double trialSeconds, double silentSeconds)
    implements Serializable {

  public TrialLimits {
    new Rules()
        .positive("checkpoint-seconds", (Double) checkpointSeconds)
        .positive("trial-seconds", trialSeconds)
        .positive("silent-seconds", (Double) silentSeconds)
        .verify();
  }
}
