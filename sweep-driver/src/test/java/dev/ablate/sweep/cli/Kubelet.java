package dev.ablate.sweep.cli;

import dev.ablate.sweep.container.Entrypoint;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the commands of Spark's pods as processes of this machine, by the image's entry point:
 * their environment is the pod's, their config maps lie in folders.
 */
final class Kubelet implements AutoCloseable {

  private static final String LOCAL = "127.0.0.1";

  private final KubernetesClient client;
  private final SparkHome spark;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  /**
   * @param client in the pods' namespace
   * @param folder for config maps and logs
   */
  Kubelet(KubernetesClient client, SparkHome spark, Path folder) {
    this.client = client;
    this.spark = spark;
    this.folder = folder;
  }

  /** Runs a driver's pod to its end, and the executors' pods that it makes. */
  int run(String driver) throws IOException, InterruptedException {
    Watch executors =
        client.pods().withLabel("spark-role", "executor").watch(new ExecutorStarter());
    try {
      return start(client.pods().withName(driver).get()).waitFor();
    } finally {
      executors.close();
    }
  }

  /** What the pods printed. */
  String logs() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .sorted()
          .map(Kubelet::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private final class ExecutorStarter implements Watcher<Pod> {
    @Override
    public void eventReceived(Action action, Pod pod) {
      if (action == Action.ADDED) {
        try {
          start(pod);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        client
            .pods()
            .resource(
                new PodBuilder(pod)
                    .withNewStatus()
                    .withPhase("Running")
                    .withPodIP(LOCAL)
                    .endStatus()
                    .build())
            .updateStatus();
      }
    }

    @Override
    public void onClose(WatcherException cause) {}
  }

  private synchronized Process start(Pod pod) throws IOException {
    Container container = pod.getSpec().getContainers().get(0);
    Map<String, Path> mounts = mount(pod, container);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                Launcher.HOME.resolve("sweep-driver/target/ablate-sweep.jar").toString(),
                Entrypoint.class.getName()));
    container.getArgs().forEach(word -> command.add(moved(word, mounts)));
    String name = pod.getMetadata().getName();
    Path home = Files.createDirectories(folder.resolve("pod-" + name));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("SPARK_HOME", spark.folder().toString());
    environment.put("SPARK_SCALA_VERSION", "2.12");
    environment.put("SPARK_LOCAL_IP", LOCAL);
    environment.put("OMP_NUM_THREADS", "1");
    environment.put(Launcher.JAVA_OPTIONS, Launcher.QUICK_START);
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), moved(value(variable, name), mounts));
    }
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static String value(EnvVar variable, String pod) {
    if (variable.getValueFrom() == null) {
      return variable.getValue() == null ? "" : variable.getValue();
    }
    String field = variable.getValueFrom().getFieldRef().getFieldPath();
    return switch (field) {
      case "status.podIP" -> LOCAL;
      case "metadata.name" -> pod;
      default -> throw new IllegalStateException("no value for " + field);
    };
  }

  /** Folders of this machine in the place of the volumes that Spark itself adds to a pod. */
  private Map<String, Path> mount(Pod pod, Container container) throws IOException {
    Map<String, Path> mounts = new HashMap<>();
    for (VolumeMount mount : container.getVolumeMounts()) {
      Path place =
          folder.resolve("volumes").resolve(pod.getMetadata().getName()).resolve(mount.getName());
      Volume volume =
          pod.getSpec().getVolumes().stream()
              .filter(candidate -> candidate.getName().equals(mount.getName()))
              .findFirst()
              .orElseThrow();
      if (volume.getConfigMap() != null || mount.getName().startsWith("spark-local-dir")) {
        Files.createDirectories(place);
        mounts.put(mount.getMountPath(), place);
      }
    }
    for (Volume volume : pod.getSpec().getVolumes()) {
      if (volume.getConfigMap() != null) {
        fill(volume, pod.getMetadata().getName(), mounts);
      }
    }
    return mounts;
  }

  private void fill(Volume volume, String pod, Map<String, Path> mounts) throws IOException {
    Path place = folder.resolve("volumes").resolve(pod).resolve(volume.getName());
    Map<String, String> files =
        client.configMaps().withName(volume.getConfigMap().getName()).get().getData();
    for (Map.Entry<String, String> file : files.entrySet()) {
      // A service's name is for a cluster to resolve.
      String text = file.getValue().replaceAll("(?m)^(spark\\.driver\\.host)=.*$", "$1=" + LOCAL);
      String path =
          volume.getConfigMap().getItems().stream()
              .filter(item -> item.getKey().equals(file.getKey()))
              .map(item -> item.getPath())
              .findFirst()
              .orElse(file.getKey());
      Files.writeString(place.resolve(path), moved(text, mounts));
    }
  }

  private static String moved(String text, Map<String, Path> mounts) {
    String result = text;
    for (Map.Entry<String, Path> mount : mounts.entrySet()) {
      result = result.replace(mount.getKey(), mount.getValue().toString());
    }
    return result;
  }

  private static String read(Path file) {
    try {
      return file.getFileName() + ":\n" + Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    processes.forEach(Process::destroy);
  }
}
