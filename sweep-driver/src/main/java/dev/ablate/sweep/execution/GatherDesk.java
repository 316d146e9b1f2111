package dev.ablate.sweep.execution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The driver's side of a refit's gatherings. Spark's own for barrier stages makes every worker wait
 * for a second at least.
 */
final class GatherDesk {

  private final int workers;
  private final Map<Integer, byte[][]> rounds = new HashMap<>();
  private int attempt;

  GatherDesk(int workers) {
    this.workers = workers;
  }

  /**
   * Takes a part.
   *
   * @return everybody's, in the order of ranks; null while one is missing, and for ever if the
   *     workers have begun again since
   */
  synchronized List<byte[]> receive(GatherPart part) {
    if (part.attempt() < attempt) {
      return null;
    }
    if (part.attempt() > attempt) {
      attempt = part.attempt();
      rounds.clear();
    }
    byte[][] parts = rounds.computeIfAbsent(part.round(), round -> new byte[workers][]);
    if (part.bytes() != null) {
      parts[part.rank()] = part.bytes();
      // Whoever brings a part of a round has had all of the one before.
      rounds.keySet().removeIf(round -> round < part.round() - 1);
    }
    return Arrays.stream(parts).allMatch(Objects::nonNull) ? List.of(parts) : null;
  }
}
