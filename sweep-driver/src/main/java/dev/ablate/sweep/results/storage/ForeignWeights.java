package dev.ablate.sweep.results.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Files of weights that cannot be read, known by their first bytes. */
enum ForeignWeights {
  ZIP(
      "PK\u0003\u0004",
      "is a zip archive, but none of DL4J nor Keras, maybe PyTorch's (.pt, .pth)"),
  PICKLE("\u0080\u0002", "is a Python pickle, as old PyTorch writes"),
  NUMPY("\u0093NUMPY", "is a NumPy array");

  private static final String REMEDY =
      "; write it as safetensors: in Python"
          + " safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\")";

  private final String start;
  private final String what;

  ForeignWeights(String start, String what) {
    this.start = start;
    this.what = what;
  }

  /** What such a file is and how to convert it; reads on from its name. */
  static Optional<String> advice(byte[] first) {
    String text = new String(first, StandardCharsets.ISO_8859_1);
    return Arrays.stream(values())
        .filter(format -> text.startsWith(format.start))
        .map(format -> format.what + REMEDY)
        .findFirst();
  }
}
