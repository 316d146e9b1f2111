package dev.ablate.trial;

import dev.ablate.data.DatasetSpec;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.spec.CanonicalJson;
import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.training.FreezeSpec;
import dev.ablate.training.TrainingSpec;
import java.io.Serializable;
import java.util.List;

/**
 * All that decides a trial's result.
 *
 * @param engine {@link dev.ablate.engine.EngineProvider#identity} of what trains
 * @param seed of initial weights, shuffling, dropout and augmentation
 * @param dataset which images and how they are split
 * @param dataChecksum of their content, {@link dev.ablate.data.ImageDataset#checksum}
 * @param network primitive layers
 * @param training in its shortest form; its epochs are identity only where the schedule looks ahead
 */
public record TrialSpec(
    @Setting("What trains") String engine,
    @Setting("Seed of every draw but the split") long seed,
    @Setting("The images") DatasetSpec dataset,
    @Setting("SHA-256 of the images") String dataChecksum,
    @Setting("The layers") Network network,
    @Setting("How it is trained") TrainingSpec training)
    implements Serializable {

  public TrialSpec {
    training = training.normalised();
    new Rules()
        .require(
            !training.needsValidation() || dataset.validation() > 0,
            "dataset.validation",
            "must be above 0, for the schedule or a stop rule reads it")
        .require(
            !training.start().isStored() || training.start().checksum() != null,
            "training.start.checksum",
            "must be known, for the weights decide the result")
        .require(
            training.regularisation().labelSmoothing() == 0 || network.loss() != Loss.HINGE,
            "training.regularisation.label-smoothing",
            "must be 0, for the hinge loss has no targets to smooth")
        .require(
            stray(network, training.freeze()).isEmpty(),
            "training.freeze.layers",
            "must name layers of the network, but "
                + String.join(", ", stray(network, training.freeze()))
                + " is none")
        .verify();
  }

  private static List<String> stray(Network network, FreezeSpec freeze) {
    return freeze.layers().stream()
        .filter(
            pattern ->
                network.layers().stream()
                    .noneMatch(layer -> FreezeSpec.covers(pattern, layer.name())))
        .toList();
  }

  /** The identity: equal for two trials exactly if they train alike, one perhaps longer. */
  public TrialId id() {
    TrialSpec identity =
        training.schedule().looksAhead()
            ? this
            : new TrialSpec(engine, seed, dataset, dataChecksum, network, training.withEpochs(1));
    return TrialId.of(CanonicalJson.write(identity));
  }

  /** The same trial over another number of epochs. */
  public TrialSpec withEpochs(int epochs) {
    return new TrialSpec(engine, seed, dataset, dataChecksum, network, training.withEpochs(epochs));
  }
}
