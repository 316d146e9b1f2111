package dev.ablate.sweep.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** {@code deploy/sweep} while it runs; close it to end it and the program below it. */
final class SweepProcess implements AutoCloseable {

  private final Process launcher;
  private final Path out;
  private final Path err;

  private SweepProcess(Process launcher, Path out, Path err) {
    this.launcher = launcher;
    this.out = out;
    this.err = err;
  }

  /** Starts it with the job jar that this build made. */
  static SweepProcess start(Path folder, Map<String, String> environment, List<String> arguments) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      // What the test was started from may ignore the signal.
      List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
      command.add(Launcher.HOME.resolve("deploy/sweep").toString());
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(Launcher.HOME.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(Launcher.environment(folder));
      builder.environment().putAll(environment);
      return new SweepProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new IllegalStateException("could not start " + arguments, e);
    }
  }

  /** Whether it runs. */
  boolean isAlive() {
    return launcher.isAlive();
  }

  /** Sends the launcher a signal, as a terminal would. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(launcher.pid())).start().waitFor();
  }

  /** SIGKILL to the driver; false if there is none. */
  boolean killDriver() {
    // The launcher becomes the driver where nothing is left to do after it.
    return Stream.concat(Stream.of(launcher.toHandle()), launcher.descendants())
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .map(ProcessHandle::destroyForcibly)
        .reduce(false, Boolean::logicalOr);
  }

  /** What a test waits for. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Looks every so many nanoseconds until something holds; fails if the sweep ends before. */
  void await(long everyNanos, Condition condition) throws IOException, InterruptedException {
    while (!condition.holds()) {
      if (!isAlive()) {
        throw new AssertionError("it ended by itself:\n" + await().text());
      }
      LockSupport.parkNanos(everyNanos);
    }
  }

  /** How it ended. */
  Launcher.Result await() throws IOException, InterruptedException {
    if (!launcher.waitFor(10, TimeUnit.MINUTES)) {
      throw new IllegalStateException("does not end:\n" + Files.readString(out));
    }
    return new Launcher.Result(
        launcher.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** What it has printed. */
  String printed() throws IOException {
    return Files.readString(out, StandardCharsets.UTF_8)
        + Files.readString(err, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    launcher.descendants().forEach(ProcessHandle::destroyForcibly);
    launcher.destroyForcibly();
  }
}
