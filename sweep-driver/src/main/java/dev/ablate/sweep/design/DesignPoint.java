package dev.ablate.sweep.design;

import dev.ablate.data.DatasetSpec;
import dev.ablate.model.NetworkSpec;
import dev.ablate.sweep.study.Variant;
import dev.ablate.training.TrainingSpec;
import java.util.List;
import java.util.Optional;

/**
 * One combination of axis values and a seed.
 *
 * @param point position in the design, from 0
 * @param cell the point without its seed: {@code optimizer=adam,learning-rate=0.001}
 * @param seed of the replicate
 * @param values of all axes, in order; labels are null where an axis does not apply
 * @param variant what these values make of the study; the baseline where they do not go together
 * @param invalid why these values do not go together
 * @param excluded the constraint that leaves the point out
 */
public record DesignPoint(
    int point,
    String cell,
    long seed,
    List<AxisValue> values,
    Variant variant,
    Optional<String> invalid,
    Optional<String> excluded) {

  /** The images. */
  public DatasetSpec dataset() {
    return variant.dataset();
  }

  /** The network as written. */
  public NetworkSpec network() {
    return variant.network();
  }

  /** How it is trained. */
  public TrainingSpec training() {
    return variant.training();
  }
}
