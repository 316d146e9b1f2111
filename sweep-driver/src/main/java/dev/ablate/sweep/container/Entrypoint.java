package dev.ablate.sweep.container;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The entry point of the container image: starts what Spark on Kubernetes asks of a pod, as the
 * script of Spark's own images does, but without a shell. The first argument is {@code driver} or
 * {@code executor}; the environment is what Spark writes into the pod.
 */
public final class Entrypoint {

  private static final int WRONG_USE = 2;

  private Entrypoint() {}

  /** Exits as the process that it starts. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    Map<String, String> environment = System.getenv();
    switch (words.isEmpty() ? "" : words.get(0)) {
      case "driver" ->
          System.exit(run(new PodCommands(environment).driver(words.subList(1, words.size()))));
      case "executor" -> System.exit(run(new PodCommands(environment).executor()));
      default -> {
        System.err.println(
            "this image starts Spark's pods: its arguments are \"driver ...\" or \"executor\", but"
                + " here they are "
                + words);
        System.exit(WRONG_USE);
      }
    }
  }

  /** Runs a command to its end; what ends this process ends it too, and is waited for. */
  private static int run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  process.destroy();
                  try {
                    process.waitFor();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    return process.waitFor();
  }
}
