package dev.ablate.sweep.cli;

import dev.ablate.device.Placement;
import dev.ablate.sweep.execution.DeviceNotice;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Says what trials run on, and what of it may surprise. */
final class DeviceLines {

  private DeviceLines() {}

  /** Of this machine. */
  static void print(PrintWriter out, Placement placement) {
    lines(placement.line(), placement.warnings()).forEach(out::println);
  }

  /** Of an executor. */
  static List<String> of(DeviceNotice notice) {
    return lines(
        notice.line() + " (executor " + notice.executor() + " on " + notice.host() + ")",
        notice.warnings());
  }

  private static List<String> lines(String line, List<String> warnings) {
    List<String> lines = new ArrayList<>();
    lines.add("device    " + line);
    warnings.forEach(warning -> lines.add("warning   " + warning));
    return lines;
  }
}
