package dev.ablate.sweep.results;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/**
 * Results of {@code deploy/sweep run configs/quickstart.conf --set sweep.seeds=[1,2,3]}, as they
 * were when that was run once: 48 trials of 16 cells.
 */
public final class QuickstartResults {

  private QuickstartResults() {}

  /** A results folder to read. */
  public static String folder() {
    URL folder = QuickstartResults.class.getResource("/quickstart");
    try {
      return Path.of(folder.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("unusable " + folder, e);
    }
  }
}
