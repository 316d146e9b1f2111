package dev.ablate.sweep.execution;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.apache.spark.SparkConf;

/** Spark's log on the terminal. */
final class SparkLogs {

  /** What Spark falls back to: all it does, on standard error. */
  private static final String DEFAULTS = "org/apache/spark/log4j2-defaults.properties";

  private static final String CONSOLE = "console";

  private SparkLogs() {}

  /**
   * Leaves the terminal to the sweep where nobody has configured logging: of Spark's log errors
   * remain.
   */
  static void quieten() {
    if (LogManager.getContext(SparkConf.class.getClassLoader(), false) instanceof LoggerContext log
        && isUnconfigured(log.getConfiguration())) {
      log.reconfigure(quiet());
    }
  }

  private static boolean isUnconfigured(Configuration configuration) {
    String location = configuration.getConfigurationSource().getLocation();
    return configuration instanceof DefaultConfiguration
        || (location != null && location.endsWith(DEFAULTS));
  }

  private static Configuration quiet() {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    return builder
        .setConfigurationName("ablate")
        .setStatusLevel(Level.ERROR)
        .add(
            builder
                .newAppender(CONSOLE, ConsoleAppender.PLUGIN_NAME)
                .addAttribute("target", ConsoleAppender.Target.SYSTEM_ERR)
                .add(
                    builder
                        .newLayout("PatternLayout")
                        .addAttribute("pattern", "%d{yyyy-MM-dd HH:mm:ss} %-5p %c{1}: %m%n%ex")))
        .add(builder.newLogger("org.apache", Level.ERROR))
        .add(builder.newLogger("org.sparkproject", Level.ERROR))
        // Spark takes a root at ERROR for a Log4j that nobody configured, and replaces it.
        .add(builder.newRootLogger(Level.WARN).add(builder.newAppenderRef(CONSOLE)))
        .build(false);
  }
}
