package dev.ablate.sweep.results.storage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;

/**
 * The process that owns a lock.
 *
 * @param id of its own; empty if unknown
 * @param host it runs on
 * @param pid of the process, 0 if unknown
 * @param started when the process started, milliseconds since 1970: a pid alone is used again
 * @param beats how often it has said that it lives
 */
record LockOwner(String id, String host, long pid, long started, long beats) {

  /** This process. */
  static LockOwner self() {
    ProcessHandle process = ProcessHandle.current();
    return new LockOwner(
        UUID.randomUUID().toString(), localHost(), process.pid(), startOf(process), 0);
  }

  /** The owner that a lock's text names. */
  static LockOwner parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 5
        || !lines.get(0).matches("[0-9a-f-]{36}")
        || !lines.subList(2, 5).stream().allMatch(line -> line.matches("[0-9]{1,18}"))) {
      return new LockOwner("", "an unknown host", 0, 0, 0);
    }
    return new LockOwner(
        lines.get(0),
        lines.get(1),
        Long.parseLong(lines.get(2)),
        Long.parseLong(lines.get(3)),
        Long.parseLong(lines.get(4)));
  }

  /** What {@link #parse} reads. */
  String text() {
    return String.join(
            "\n", id, host, Long.toString(pid), Long.toString(started), Long.toString(beats))
        + "\n";
  }

  LockOwner next() {
    return new LockOwner(id, host, pid, started, beats + 1);
  }

  boolean isOnSameHost(LockOwner other) {
    return host.equals(other.host);
  }

  /** Whether the process lives; only known on its own host. */
  boolean isAlive() {
    return ProcessHandle.of(pid).filter(process -> startOf(process) == started).isPresent();
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
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
