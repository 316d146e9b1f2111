package dev.ablate.sweep.results.table;

import java.util.Map;
import java.util.Objects;

/** What each file's footer says of how it was written. */
final class SchemaVersion {

  /** Raised when a column changes its meaning or type; a new nullable column raises nothing. */
  static final int CURRENT = 1;

  static final String KEY = "ablate.schema-version";
  private static final String PROGRAM_KEY = "ablate.program-version";

  private SchemaVersion() {}

  /** The footer of a file written now. */
  static Map<String, String> footer() {
    return Map.of(KEY, Integer.toString(CURRENT), PROGRAM_KEY, program());
  }

  /**
   * Refuses a file that a newer program wrote.
   *
   * @param file as shown to the user
   */
  static void verify(String file, Map<String, String> footer) {
    String version = footer.get(KEY);
    if (version == null || !version.matches("[1-9][0-9]{0,8}")) {
      throw new ResultsException(file + ": is no file of Ablate's, its footer has no " + KEY);
    }
    if (Integer.parseInt(version) > CURRENT) {
      throw new ResultsException(
          file
              + ": has schema version "
              + version
              + ", but this program knows versions up to "
              + CURRENT
              + "; it was written by version "
              + footer.get(PROGRAM_KEY)
              + ": use that or a newer one");
    }
  }

  /** This program's version. */
  private static String program() {
    return Objects.requireNonNullElse(
        SchemaVersion.class.getPackage().getImplementationVersion(), "development");
  }
}
