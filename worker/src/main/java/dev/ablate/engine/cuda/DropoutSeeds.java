package dev.ablate.engine.cuda;

import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.spec.Seeds;
import java.util.List;

/** Writes each dropout layer's seed of a step into its record. */
final class DropoutSeeds {

  private final List<String> names;
  private final long seed;

  DropoutSeeds(Network network, long seed) {
    this.seed = seed;
    this.names =
        network.layers().stream()
            .filter(named -> named.layer() instanceof Layer.Dropout)
            .map(Network.NamedLayer::name)
            .toList();
  }

  /** How many layers there are. */
  int count() {
    return names.size();
  }

  void describe(StepRecords records, int epoch, int iteration) {
    long step = Seeds.derive(seed, Seeds.Purpose.DROPOUT, epoch, iteration);
    for (int slot = 0; slot < names.size(); slot++) {
      records
          .bytes()
          .putLong(
              records.at(StepRecords.SEEDS) + slot * Long.BYTES,
              Seeds.derive(step, Seeds.Purpose.DROPOUT, names.get(slot), 0));
    }
  }
}
