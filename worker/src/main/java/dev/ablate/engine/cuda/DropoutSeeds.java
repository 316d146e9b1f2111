package dev.ablate.engine.cuda;

import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.spec.Seeds;
import java.util.ArrayList;
import java.util.List;

/** Writes each dropout layer's seed of a step into its record. */
final class DropoutSeeds {

  private final List<Integer> indices = new ArrayList<>();
  private final long seed;

  DropoutSeeds(Network network, long seed) {
    this.seed = seed;
    List<Network.NamedLayer> layers = network.layers();
    for (int position = 0; position < layers.size(); position++) {
      if (layers.get(position).layer() instanceof Layer.Dropout) {
        // As DL4J counts: the images are 0.
        indices.add(position + 1);
      }
    }
  }

  /** How many layers there are. */
  int count() {
    return indices.size();
  }

  void describe(StepRecords records, int epoch, int iteration) {
    long step = Seeds.derive(seed, Seeds.Purpose.DROPOUT, epoch, iteration);
    for (int slot = 0; slot < indices.size(); slot++) {
      records
          .bytes()
          .putLong(
              records.at(StepRecords.SEEDS) + slot * Long.BYTES,
              Seeds.derive(step, Seeds.Purpose.DROPOUT, indices.get(slot), 0));
    }
  }
}
