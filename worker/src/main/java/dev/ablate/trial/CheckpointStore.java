package dev.ablate.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Where running trials leave what they need to go on; one file a trial. */
public interface CheckpointStore {

  /** Opens the newest checkpoint of a trial, if there is one. */
  Optional<InputStream> open(TrialId id) throws IOException;

  /**
   * Opens a new one. It replaces the older one once closed, whole or not at all; one that is never
   * closed leaves the older one.
   */
  OutputStream create(TrialId id) throws IOException;
}
