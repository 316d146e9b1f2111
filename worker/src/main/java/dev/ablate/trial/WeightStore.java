package dev.ablate.trial;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Where a trial's weights go, and where those are that it begins with. */
public interface WeightStore {

  /** Keeps nothing. */
  WeightStore NONE = (id, name) -> OutputStream.nullOutputStream();

  /**
   * Opens a new file, visible once closed; an older one of the same name is replaced.
   *
   * @param name {@code iteration-30}, {@code best} or {@code last}
   */
  OutputStream create(TrialId id, String name) throws IOException;

  /**
   * Opens stored weights of any trial.
   *
   * @param weights as {@link dev.ablate.training.StartSpec#weights}, a file
   */
  default InputStream open(String weights) throws IOException {
    throw new FileNotFoundException("there are no stored weights at " + weights);
  }
}
