package dev.ablate.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A specification that breaks its rules; says which components and how. */
public final class InvalidSpecException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** With at least one problem. */
  public InvalidSpecException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** With one problem. */
  public InvalidSpecException(String key, String text) {
    this(List.of(new Problem(key, text)));
  }

  /** In the order of the record's components. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One broken rule.
   *
   * @param key the config key within the record, {@code learning-rate}; empty for the record as a
   *     whole
   * @param text reads on from the key: {@code must be positive, but was 0}
   */
  public record Problem(String key, String text) {
    @Override
    public String toString() {
      return key.isEmpty() ? text : key + " " + text;
    }
  }
}
