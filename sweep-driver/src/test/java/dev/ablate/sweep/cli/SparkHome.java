package dev.ablate.sweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Spark installation put together from Maven's jars; its {@code spark-submit} does what Spark's
 * own script does.
 */
final class SparkHome {

  private static final String SUBMIT =
      """
      #!/usr/bin/env bash
      export SPARK_HOME=$(cd "$(dirname "$0")/.." && pwd) SPARK_SCALA_VERSION=2.12
      command=()
      while IFS= read -d '' -r argument; do
        command+=("${argument#$'\\n'}")
      done < <(java -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \\
        org.apache.spark.deploy.SparkSubmit "$@")
      exec "${command[@]:1}"
      """;

  private final Path folder;

  private SparkHome(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes it below a folder.
   *
   * @param modules the beginnings of the names of jars that this project itself does without, as
   *     those of a resource manager
   */
  static SparkHome make(Path parent, String... modules) throws IOException {
    Path folder = parent.resolve("spark");
    Path jars = Files.createDirectories(folder.resolve("jars"));
    for (Path jar : classPath("spark")) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    for (Path jar : classPath("test")) {
      Path link = jars.resolve(jar.getFileName());
      if (Stream.of(modules).anyMatch(link.getFileName().toString()::startsWith)
          && !Files.exists(link)) {
        Files.createSymbolicLink(link, jar);
      }
    }
    Path submit = Files.createDirectories(folder.resolve("bin")).resolve("spark-submit");
    Files.writeString(submit, SUBMIT);
    if (!submit.toFile().setExecutable(true)) {
      throw new IOException(submit + " cannot be made a program");
    }
    return new SparkHome(folder);
  }

  Path folder() {
    return folder;
  }

  /** As this build resolved it. */
  private static List<Path> classPath(String name) throws IOException {
    Path file = Launcher.HOME.resolve("sweep-driver/target/" + name + ".classpath");
    return Stream.of(Files.readString(file).strip().split(":", -1)).map(Path::of).toList();
  }

  /** Its spark-submit, started in a folder. */
  Launcher.Result submit(Path from, List<String> arguments) {
    return submit(from, Map.of(), arguments);
  }

  /** The same with more variables. */
  Launcher.Result submit(Path from, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(folder.resolve("bin/spark-submit").toString()));
    command.addAll(arguments);
    Map<String, String> variables = new HashMap<>(environment);
    variables.put(Launcher.JAVA_OPTIONS, Launcher.QUICK_START);
    return Launcher.run(folder, from, variables, command);
  }
}
