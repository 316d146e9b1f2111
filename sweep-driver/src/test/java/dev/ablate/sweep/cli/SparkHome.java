package dev.ablate.sweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /** Makes it below a folder. */
  static SparkHome make(Path parent) throws IOException {
    Path folder = parent.resolve("spark");
    Path jars = Files.createDirectories(folder.resolve("jars"));
    for (String jar :
        Files.readString(Launcher.HOME.resolve("sweep-driver/target/spark.classpath"))
            .strip()
            .split(":", -1)) {
      Path file = Path.of(jar);
      Files.createSymbolicLink(jars.resolve(file.getFileName()), file);
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

  /** Its spark-submit, started in a folder. */
  Launcher.Result submit(Path from, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(folder.resolve("bin/spark-submit").toString()));
    command.addAll(arguments);
    return Launcher.run(folder, from, Map.of(Launcher.JAVA_OPTIONS, Launcher.QUICK_START), command);
  }
}
