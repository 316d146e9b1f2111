package dev.ablate.training;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;
import java.util.List;

/** The weights that training begins with: drawn by the seed, or those of an earlier trial. */
public record StartSpec(
    @Setting(
            value = "File of stored weights, or a folder that holds one, on any Hadoop file system",
            fallback = Setting.UNSET,
            identity = false)
        String weights,
    @Setting(
            value = "SHA-256 of that file; looked up where it is left out",
            fallback = Setting.UNSET)
        String checksum,
    @Setting(
            value =
                "stored, or new for an output layer that is drawn by the seed, whose classes may"
                    + " differ",
            fallback = "stored")
        Head head,
    @Setting(
            value =
                "What tensors of another program's file are called here: torchvision, or rules"
                    + " \"from -> to\"",
            fallback = "[]")
        List<TensorRule> map)
    implements Serializable {

  /** Where the output layer's weights come from. */
  public enum Head {
    STORED,
    NEW
  }

  /** All weights are drawn by the seed. */
  public static final StartSpec DRAWN = new StartSpec(null, null, Head.STORED);

  /**
   * From a file that this program wrote, or one whose tensors have the names that they have here.
   */
  public StartSpec(String weights, String checksum, Head head) {
    this(weights, checksum, head, List.of());
  }

  public StartSpec {
    map = List.copyOf(map);
    new Rules()
        .require(weights == null || !weights.isBlank(), "weights", "must not be empty")
        .require(
            checksum == null || checksum.matches("[0-9a-f]{64}"),
            "checksum",
            "must be 64 lower-case hex digits, but was \"" + checksum + "\"")
        .verify();
  }

  /** Whether there are stored weights. */
  public boolean isStored() {
    return weights != null;
  }

  /** The same start in its shortest form. */
  public StartSpec normalised() {
    return isStored() ? this : DRAWN;
  }

  /** The same start from a file that was looked up. */
  public StartSpec found(String file, String fileChecksum) {
    return new StartSpec(file, fileChecksum, head, map);
  }
}
