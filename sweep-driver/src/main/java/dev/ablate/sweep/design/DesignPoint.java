package dev.ablate.sweep.design;

import dev.ablate.data.DatasetSpec;
import dev.ablate.model.NetworkSpec;
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
 * @param dataset the images
 * @param network the network as written
 * @param training how it is trained
 * @param invalid why these values do not go together; the three specifications are then the
 *     baseline's
 * @param excluded the constraint that leaves the point out
 */
public record DesignPoint(
    int point,
    String cell,
    long seed,
    List<AxisValue> values,
    DatasetSpec dataset,
    NetworkSpec network,
    TrainingSpec training,
    Optional<String> invalid,
    Optional<String> excluded) {}
