package dev.ablate.sweep.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the project's own scripts as a user would. */
final class Launcher {

  /** The project's root. */
  static final Path HOME = Path.of("").toAbsolutePath().getParent();

  /** Options of every JVM that is started below. */
  static final String JAVA_OPTIONS = "JDK_JAVA_OPTIONS";

  /** For processes of seconds: to compile well what they do takes longer than to do it. */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private Launcher() {}

  /** {@code deploy/sweep} with the job jar that this build made. */
  static Result sweep(Path folder, String... arguments) {
    return sweep(folder, Map.of(), arguments);
  }

  /** The same with more variables. */
  static Result sweep(Path folder, Map<String, String> environment, String... arguments) {
    return script("deploy/sweep", folder, environment, arguments);
  }

  /** A script of the project, with all that {@code deploy/sweep} needs in a test. */
  static Result script(
      String name, Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve(name).toString());
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(environment(folder));
    return run(folder, all, command);
  }

  /** What every {@code deploy/sweep} of a test needs. */
  static Map<String, String> environment(Path folder) {
    return Map.of(
        "SWEEP_JAR",
        HOME.resolve("sweep-driver/target/ablate-sweep.jar").toString(),
        "SWEEP_LOG",
        folder.resolve("sweep.log").toString(),
        "SWEEP_DRIVER_MEMORY",
        "2g",
        JAVA_OPTIONS,
        QUICK_START);
  }

  /** Any command, started in the project's root. */
  static Result run(Path folder, Map<String, String> environment, List<String> command) {
    return run(folder, HOME, environment, command);
  }

  /**
   * Any command, started somewhere; its output is read from files below {@code folder}, so that it
   * cannot block on a full pipe.
   */
  static Result run(Path folder, Path from, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(from.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
      builder.environment().putAll(environment);
      int exit = builder.start().waitFor();
      return new Result(
          exit,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("could not run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  /** How a process ended. */
  record Result(int exit, String out, String err) {

    /** For assertions' messages. */
    String text() {
      return "exit " + exit + "\n" + out + "\n" + err;
    }
  }
}
