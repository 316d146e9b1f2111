package dev.ablate.engine.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which DL4J, on which ND4J backend, the build put here. */
final class Dl4jBuild {

  private static final Properties PROPERTIES = load();

  private Dl4jBuild() {}

  static String version() {
    return PROPERTIES.getProperty("version");
  }

  /** Its artifact: {@code nd4j-native}, {@code nd4j-cuda-11.6}. */
  static String backend() {
    return PROPERTIES.getProperty("backend");
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Dl4jBuild.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
