package dev.ablate.trial;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where running trials leave what they need to go on; one file a trial. */
public interface CheckpointStore {

  /** Opens the newest checkpoint of a trial, if there is one. */
  Optional<InputStream> open(TrialId id) throws IOException;

  /**
   * Writes a new one. It replaces the older one whole or not at all; where the contents throw, the
   * older one stays.
   */
  void write(TrialId id, Contents contents) throws IOException;
}
