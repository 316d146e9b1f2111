package dev.ablate.sweep.execution;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a process that trained ended, as far as its trials are concerned. */
enum ProcessEnd {
  /** By itself, by a signal that says something is broken: SIGABRT, SIGSEGV and their like. */
  CRASHED,
  /** By SIGKILL: the kernel short of memory, the cluster, or somebody. */
  KILLED,
  /** Nobody saw it. */
  UNKNOWN,
  /** For a reason that has nothing to do with the trials that it trained at the end. */
  EXCUSED;

  /** What {@link Watchdog} ends a process with. */
  static final int HUNG = 86;

  private static final Pattern CODE =
      Pattern.compile(
          "(?:exit code|exited with code|exit status)\\W*(\\d+)", Pattern.CASE_INSENSITIVE);

  /** SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV; Spark's own for what nobody caught. */
  private static final Set<Integer> CRASHES = Set.of(132, 133, 134, 135, 136, 139, 50, 52);

  private static final int KILL = 137;
  private static final int TERMINATE = 143;
  private static final int INTERRUPT = 130;

  /** From the exit code of a process, as a shell has it. */
  static ProcessEnd ofCode(int code) {
    if (CRASHES.contains(code)) {
      return CRASHED;
    }
    return switch (code) {
      case KILL -> KILLED;
      case HUNG, TERMINATE, INTERRUPT -> EXCUSED;
      default -> UNKNOWN;
    };
  }

  /** From what a cluster manager says of an executor that it lost. */
  static ProcessEnd ofReason(String reason) {
    Matcher code = CODE.matcher(reason);
    return code.find() && code.group(1).length() <= 3
        ? ofCode(Integer.parseInt(code.group(1)))
        : UNKNOWN;
  }
}
