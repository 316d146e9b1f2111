package dev.ablate.trial;

import dev.ablate.spec.Sha256;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Identity of a trial: the first 16 hex digits of SHA-256 over its canonical JSON.
 *
 * @param value 16 lower-case hex digits
 */
public record TrialId(String value) implements Serializable, Comparable<TrialId> {

  private static final int BYTES = 8;

  public TrialId {
    if (!value.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException(
          "a trial id must be 16 lower-case hex digits, but was \"" + value + "\"");
    }
  }

  /** The identity of what a text describes. */
  public static TrialId of(String canonicalJson) {
    byte[] digest = Sha256.digest().digest(canonicalJson.getBytes(StandardCharsets.UTF_8));
    return new TrialId(HexFormat.of().formatHex(digest, 0, BYTES));
  }

  @Override
  public int compareTo(TrialId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
