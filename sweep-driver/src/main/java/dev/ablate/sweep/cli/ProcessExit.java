package dev.ablate.sweep.cli;

import java.util.Optional;

/** Tells whoever started this program how it ended. */
final class ProcessExit {

  private ProcessExit() {}

  /**
   * Ends this JVM with a code. In YARN's cluster mode the JVM is Spark's, and a call of {@code
   * System.exit} counts as a failure whatever its code: there this returns for 0, and else throws,
   * so that YARN shows the problem as the application's.
   *
   * @param problem what the command printed of its failure
   */
  @SuppressWarnings("SystemExitOutsideMain")
  static void with(int code, Optional<String> problem) {
    if (!isYarns()) {
      System.exit(code);
    } else if (code != 0) {
      throw new CommandFailed(problem.orElse("the command ended with exit code " + code));
    }
  }

  /** Asks no class of Spark: this also ends a program that found no Spark, or another one. */
  private static boolean isYarns() {
    return "yarn".equals(System.getProperty("spark.master"))
        && "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  /** Without a stack trace: its message says all. */
  private static final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandFailed(String message) {
      super(message, null, false, false);
    }
  }
}
