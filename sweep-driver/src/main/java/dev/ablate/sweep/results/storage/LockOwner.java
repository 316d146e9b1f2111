package dev.ablate.sweep.results.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The process that owns a lock.
 *
 * @param id of its own; empty if unknown
 * @param host it runs on
 * @param pid of the process, 0 if unknown
 * @param processes the processes that its pid is one of: boot of the kernel and namespace of pids,
 *     so that containers of one name differ; empty if unknown
 * @param started when the process started, milliseconds since 1970: a pid alone is used again
 * @param beats how often it has said that it lives
 */
record LockOwner(String id, String host, String processes, long pid, long started, long beats) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  /** This process. */
  static LockOwner self() {
    ProcessHandle process = ProcessHandle.current();
    return new LockOwner(
        UUID.randomUUID().toString(),
        localHost(),
        processes(BOOT, NAMESPACE),
        process.pid(),
        startOf(process),
        0);
  }

  /** The owner that a lock's text names. */
  static LockOwner parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 6
        || !lines.get(0).matches("[0-9a-f-]{36}")
        || !lines.subList(3, 6).stream().allMatch(line -> line.matches("[0-9]{1,18}"))) {
      return new LockOwner("", "an unknown host", "", 0, 0, 0);
    }
    return new LockOwner(
        lines.get(0),
        lines.get(1),
        lines.get(2),
        Long.parseLong(lines.get(3)),
        Long.parseLong(lines.get(4)),
        Long.parseLong(lines.get(5)));
  }

  /** What {@link #parse} reads. */
  String text() {
    return String.join(
            "\n",
            id,
            host,
            processes,
            Long.toString(pid),
            Long.toString(started),
            Long.toString(beats))
        + "\n";
  }

  LockOwner next() {
    return new LockOwner(id, host, processes, pid, started, beats + 1);
  }

  /** Whether a pid means the same process to both. */
  boolean sharesProcessesWith(LockOwner other) {
    return host.equals(other.host) && processes.equals(other.processes);
  }

  /** Whether the process lives; only known to those who {@link #sharesProcessesWith}. */
  boolean isAlive() {
    return ProcessHandle.of(pid).filter(process -> startOf(process) == started).isPresent();
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
  }

  /** What Linux says; other systems have neither file. */
  static String processes(Path boot, Path namespace) {
    try {
      return Files.readString(boot).strip() + " " + Files.readSymbolicLink(namespace);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public String toString() {
    return "process " + pid + " on " + host;
  }
}
