package dev.ablate.trial;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Where a trial's weights go, and where those are that it begins with. */
public interface WeightStore {

  /** Keeps nothing. */
  WeightStore NONE = (id, name, contents) -> {};

  /**
   * Writes a file, visible once it is whole, in place of an older one of the same name. Where the
   * contents throw there is no new file.
   *
   * @param name {@code iteration-30}, {@code best} or {@code last}
   */
  void write(TrialId id, String name, Contents contents) throws IOException;

  /**
   * Opens stored weights of any trial.
   *
   * @param weights as {@link dev.ablate.training.StartSpec#weights}, a file
   */
  default InputStream open(String weights) throws IOException {
    throw new FileNotFoundException("there are no stored weights at " + weights);
  }
}
