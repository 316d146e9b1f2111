package dev.ablate.sweep.plan;

import dev.ablate.model.Network;
import dev.ablate.model.Shape;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.training.StartSpec;

/** Looks up the weights that trials begin with. */
@FunctionalInterface
public interface StoredStarts {

  /** Takes a start as it is written. */
  StoredStarts AS_WRITTEN = (start, network, input) -> start;

  /**
   * The start with its file's full address and checksum; as it is where weights are drawn.
   *
   * @param network that is to begin with them
   * @param input shape of its images
   * @throws InvalidSpecException if there is no such file, or it does not fit the network
   */
  StartSpec find(StartSpec start, Network network, Shape input);
}
