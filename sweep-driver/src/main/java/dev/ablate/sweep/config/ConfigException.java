package dev.ablate.sweep.config;

import java.util.List;

/** A config that cannot be used, with all that is wrong with it. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** With at least one problem, each a line for people that begins with its place. */
  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** {@code configs/x.conf: 14: sweep.training.batch-size must be positive, but was 0}. */
  public List<String> problems() {
    return problems;
  }
}
