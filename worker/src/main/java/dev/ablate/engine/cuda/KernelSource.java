package dev.ablate.engine.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The kernels' source: resources, one after the other. */
final class KernelSource {

  private static final List<String> FILES =
      List.of(
          "common.cu", "product.cu", "grouped.cu", "layers.cu", "norm.cu", "loss.cu", "update.cu");

  private KernelSource() {}

  static String text() {
    StringBuilder text = new StringBuilder();
    for (String file : FILES) {
      try (InputStream in = KernelSource.class.getResourceAsStream(file)) {
        // Compilers then name the file in what they say.
        text.append("#line 1 \"").append(file).append("\"\n");
        text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toString();
  }
}
