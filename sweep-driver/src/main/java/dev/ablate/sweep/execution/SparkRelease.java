package dev.ablate.sweep.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What a JVM offers the job jar to run on.
 *
 * @param spark its version, as in 3.5.6
 * @param scala the version of its Scala library, as in 2.12.18
 * @param java the feature number of its Java, as in 17
 */
public record SparkRelease(String spark, String scala, int java) {

  /**
   * Reads of this JVM without linking to a class of Spark, which may lack what the jar expects.
   *
   * @throws SweepException if there is no Spark on the class path
   */
  public static SparkRelease ofThisJvm() {
    return new SparkRelease(
        property("spark-version-info.properties", "version"),
        property("library.properties", "version.number"),
        Runtime.version().feature());
  }

  /**
   * Refuses to go on where the job jar would fail midway.
   *
   * @throws SweepException if Spark is not 3.5, Scala not 2.12 or Java not 17; it names all of them
   */
  public void check() {
    problem()
        .ifPresent(
            text -> {
              throw new SweepException(text);
            });
  }

  /** One sentence on all that does not fit. */
  Optional<String> problem() {
    List<String> others = new ArrayList<>();
    if (!isOfLine(spark, "3.5")) {
      others.add("Spark " + spark);
    }
    if (!isOfLine(scala, "2.12")) {
      others.add("Scala " + scala);
    }
    if (java != 17) {
      others.add("Java " + java);
    }
    if (others.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Ablate needs Spark 3.5 for Scala 2.12 on Java 17, but this is "
            + String.join(", ", others)
            + ": point SPARK_HOME and JAVA_HOME at those, and give --master a cluster that runs them");
  }

  private static boolean isOfLine(String version, String line) {
    return version.equals(line) || version.startsWith(line + ".");
  }

  private static String property(String resource, String key) {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(resource)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      String value = properties.getProperty(key);
      if (value == null) {
        throw new SweepException(
            "there is no Spark on the class path (no " + resource + "): start by spark-submit");
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
