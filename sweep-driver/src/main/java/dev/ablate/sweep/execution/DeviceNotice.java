package dev.ablate.sweep.execution;

import java.io.Serializable;
import java.util.List;

/**
 * What an executor found before its first trial.
 *
 * @param host of the executor
 * @param executor its id
 * @param line what it will run on, or why it will not run
 * @param warnings what the user may not expect
 * @param usable whether it runs trials
 */
public record DeviceNotice(
    String host, String executor, String line, List<String> warnings, boolean usable)
    implements Serializable {

  public DeviceNotice {
    warnings = List.copyOf(warnings);
  }
}
