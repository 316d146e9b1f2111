package dev.ablate.sweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A study of two trials of seconds, in a folder with the job jar and nothing else. */
final class TravellingStudy {

  private static final String SCORES =
      "SELECT r.point, r.status, e.epoch, e.split, e.metric, e.value"
          + " FROM results r JOIN epochs e ON r.trial_id = e.trial_id ORDER BY 1, 3, 4, 5";

  private static final String NETWORK =
      """
      sweep.network.layers = [
        { name = conv, type = conv, filters = 4, kernel = 5 }
        { name = pool, type = pool, size = 2 }
      ]
      """;

  private static final String STUDY =
      """
      include "network.conf"
      sweep {
        name = stock
        output = "results"
        dataset { name = fashion-mnist, train-limit = 300, test-limit = 100 }
        training { epochs = 1, batch-size = 20, optimizer { name = adam, learning-rate = 1e-3 } }
        axes = [ { name = filters, path = "network.layers.conv.filters", values = [4, 6] } ]
      }
      """;

  private TravellingStudy() {}

  /**
   * Writes it below a folder.
   *
   * @return the folder of {@code study.conf}, which includes {@code network.conf}, and {@code
   *     job.jar}
   */
  static Path writeBelow(Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("else where"));
    Files.createSymbolicLink(
        folder.resolve("job.jar"), Launcher.HOME.resolve("sweep-driver/target/ablate-sweep.jar"));
    Files.writeString(folder.resolve("network.conf"), NETWORK);
    Files.writeString(folder.resolve("study.conf"), STUDY);
    return folder;
  }

  /** Every loss and accuracy that its results hold. */
  static String scores(Path results) {
    return scores(results.toString());
  }

  /** The same by the results' address. */
  static String scores(String results) {
    return Queries.csv(results, SCORES);
  }
}
