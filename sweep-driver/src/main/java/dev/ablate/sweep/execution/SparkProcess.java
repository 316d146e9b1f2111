package dev.ablate.sweep.execution;

/** The JVM that this program was started in, by whatever {@code spark-submit}. */
public final class SparkProcess {

  private SparkProcess() {}

  /**
   * Makes it one that needs no option of the user: called before anything of Spark runs.
   *
   * @throws SweepException if this is not a Spark that the program runs on
   */
  public static void prepare() {
    SparkRelease.ofThisJvm().check();
    JavaModules.open();
    SparkLogs.quieten();
  }
}
