package dev.ablate.trial;

import java.io.IOException;
import java.io.OutputStream;

/** Where a trial's weights go. */
public interface WeightStore {

  /** Keeps nothing. */
  WeightStore NONE = (id, name) -> OutputStream.nullOutputStream();

  /**
   * Opens a new file, visible once closed; an older one of the same name is replaced.
   *
   * @param name {@code iteration-30}, {@code best} or {@code last}
   */
  OutputStream create(TrialId id, String name) throws IOException;
}
