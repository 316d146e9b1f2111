package dev.ablate.sweep.execution;

import dev.ablate.sweep.results.table.TrialStatus;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The driver's own process: how the one before it ended, and signs of life for the launcher, which
 * starts it again when it dies while it trains.
 */
final class Vitals {

  /** Exit code of the driver before this one, from the launcher. */
  static final String PREVIOUS_EXIT = "ablate.previous-exit";

  /** File that grows whenever a trial begins, from the launcher. */
  static final String SIGNS = "ablate.signs";

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final ProcessEnd previousEnd;
  private final Optional<Path> signs;
  private final Consumer<ProgressEvent> progress;
  private final Consumer<String> notices;

  Vitals(
      ProcessEnd previousEnd,
      Optional<Path> signs,
      Consumer<ProgressEvent> progress,
      Consumer<String> notices) {
    this.previousEnd = previousEnd;
    this.signs = signs;
    this.progress = progress;
    this.notices = notices;
  }

  /** Whether a run that died goes on in this process. */
  static boolean isRestarted() {
    return Integer.getInteger(PREVIOUS_EXIT) != null;
  }

  /** As the launcher says. */
  static Vitals ofLauncher(Consumer<ProgressEvent> progress, Consumer<String> notices) {
    Integer code = Integer.getInteger(PREVIOUS_EXIT);
    return new Vitals(
        code == null ? ProcessEnd.UNKNOWN : ProcessEnd.ofCode(code),
        Optional.ofNullable(System.getProperty(SIGNS)).map(Path::of),
        progress,
        notices);
  }

  /** Names this run among all. */
  String run() {
    return run;
  }

  ProcessEnd previousEnd() {
    return previousEnd;
  }

  /** A trial begins. */
  void sign() {
    if (signs.isPresent()) {
      try {
        Files.write(
            signs.get(),
            "+".getBytes(StandardCharsets.UTF_8),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        warn(signs.get() + ": " + e.getMessage());
      }
    }
  }

  /** A trial got its row from the driver. */
  void ended(TrialId id, TrialOutcome.Failed outcome) {
    progress.accept(
        new ProgressEvent.Ended(id, TrialStatus.FAILED.text(), Double.NaN, 0, outcome.error()));
    notices.accept("trial " + id + ": " + outcome.error());
  }

  void warn(String line) {
    notices.accept(line);
  }
}
