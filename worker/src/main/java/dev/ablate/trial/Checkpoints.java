package dev.ablate.trial;

import dev.ablate.spec.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * When and where a running trial leaves what it needs to go on.
 *
 * @param store where
 * @param everySeconds least time between two; the work that a lost process costs at most
 */
public record Checkpoints(CheckpointStore store, double everySeconds) {

  /** None are read or written. */
  public static final Checkpoints NONE =
      new Checkpoints(
          new CheckpointStore() {
            @Override
            public Optional<InputStream> open(TrialId id) {
              return Optional.empty();
            }

            @Override
            public void write(TrialId id, Contents contents) throws IOException {
              throw new IOException("no checkpoints are kept");
            }
          },
          Double.MAX_VALUE);

  public Checkpoints {
    new Rules().notNegative("every-seconds", everySeconds).verify();
  }
}
