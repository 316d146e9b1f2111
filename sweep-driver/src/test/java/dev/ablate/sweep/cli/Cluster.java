package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A standalone cluster of {@code deploy/local-cluster}; close it to end its processes. */
final class Cluster implements AutoCloseable {

  private final Path folder;
  private final String url;

  private Cluster(Path folder, String url) {
    this.folder = folder;
    this.url = url;
  }

  /** With the script's options; its files lie under {@code folder}. */
  static Cluster start(Path folder, String... options) {
    List<String> arguments = new ArrayList<>(List.of("start"));
    arguments.addAll(List.of(options));
    Launcher.Result started = script(folder, arguments);
    assertThat(started.exit()).as(started.text()).isZero();
    return new Cluster(folder, started.out().strip());
  }

  /** The master's URL. */
  String url() {
    return url;
  }

  /** The executors' processes: what the workers that this cluster started have as children. */
  List<ProcessHandle> executors() throws IOException {
    // The first process is the master.
    return Files.readAllLines(folder.resolve("cluster/pids")).stream()
        .skip(1)
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .flatMap(ProcessHandle::children)
        .toList();
  }

  @Override
  public void close() {
    script(folder, List.of("stop"));
  }

  private static Launcher.Result script(Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Launcher.HOME.resolve("deploy/local-cluster").toString());
    command.addAll(arguments);
    command.addAll(List.of("--dir", folder.resolve("cluster").toString()));
    return Launcher.run(folder, Map.of(Launcher.JAVA_OPTIONS, Launcher.QUICK_START), command);
  }
}
