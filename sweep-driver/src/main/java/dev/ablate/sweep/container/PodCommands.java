package dev.ablate.sweep.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The command lines of Spark's processes, from the environment that Spark gives their pods. */
final class PodCommands {

  private static final String JAVA_OPTION = "SPARK_JAVA_OPT_";

  /** What Spark's launcher prints before the command. */
  private static final int BEFORE_WORDS = "\0\n".length();

  private final Map<String, String> environment;

  PodCommands(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The driver: spark-submit in client mode, with the memory and options that its properties name.
   *
   * @param arguments what Spark gave the pod: the properties, the class, the jar, its arguments
   */
  List<String> driver(List<String> arguments) throws IOException, InterruptedException {
    String address = required("SPARK_DRIVER_BIND_ADDRESS");
    List<String> asked =
        new ArrayList<>(
            List.of(
                java(),
                "-cp",
                jars(),
                "org.apache.spark.launcher.Main",
                "org.apache.spark.deploy.SparkSubmit",
                "--conf",
                "spark.driver.bindAddress=" + address,
                "--conf",
                "spark.executorEnv.SPARK_DRIVER_POD_IP=" + address,
                "--deploy-mode",
                "client"));
    asked.addAll(arguments);
    Process launcher =
        new ProcessBuilder(asked).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answer = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (launcher.waitFor() != 0) {
      throw new IOException("Spark's launcher does not understand " + arguments);
    }
    // A zero byte and a newline, then each word and a zero byte; a word may be empty.
    List<String> words = Arrays.asList(answer.substring(BEFORE_WORDS).split("\0", -1));
    return List.copyOf(words.subList(0, words.size() - 1));
  }

  /** An executor, with the memory and options that its driver wrote. */
  List<String> executor() {
    String memory = required("SPARK_EXECUTOR_MEMORY");
    List<String> command = new ArrayList<>(List.of(java()));
    environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(JAVA_OPTION))
        .sorted(Comparator.comparingInt(variable -> number(variable.getKey())))
        .forEach(variable -> command.add(variable.getValue()));
    command.addAll(
        List.of(
            "-Xms" + memory,
            "-Xmx" + memory,
            "-cp",
            environment.getOrDefault("SPARK_CONF_DIR", "/opt/spark/conf") + ":" + jars() + ":.",
            "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend",
            "--driver-url",
            required("SPARK_DRIVER_URL"),
            "--executor-id",
            required("SPARK_EXECUTOR_ID"),
            "--cores",
            required("SPARK_EXECUTOR_CORES"),
            "--app-id",
            required("SPARK_APPLICATION_ID"),
            "--hostname",
            required("SPARK_EXECUTOR_POD_IP"),
            "--resourceProfileId",
            required("SPARK_RESOURCE_PROFILE_ID"),
            "--podName",
            required("SPARK_EXECUTOR_POD_NAME")));
    return List.copyOf(command);
  }

  private static int number(String variable) {
    return Integer.parseInt(variable.substring(JAVA_OPTION.length()));
  }

  /** Where Hadoop's settings are given, they come first. */
  private String jars() {
    String hadoop = environment.getOrDefault("HADOOP_CONF_DIR", "");
    return (hadoop.isEmpty() ? "" : hadoop + ":")
        + environment.getOrDefault("SPARK_HOME", "/opt/spark")
        + "/jars/*";
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private String required(String variable) {
    String value = environment.get(variable);
    if (value == null) {
      throw new IllegalStateException(
          "this pod lacks the variable "
              + variable
              + ", which Spark gives every pod that it makes");
    }
    return value;
  }
}
