package dev.ablate.sweep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What pictures cost that do not fit in memory: a process with a small heap decodes a folder of
 * them once and trains on them. The folder and what was decoded are deleted at the end.
 *
 * @param images how many
 * @param side pixels
 * @param heap of the process, as Java's {@code -Xmx}
 */
public record DataBenchmark(int images, int side, String heap) {

  private static final int PICTURE_BYTES = 1 << 15;

  /**
   * Measures, and prints a line for each part.
   *
   * @param above where folders are made
   * @throws IOException if there is no room for the pictures
   */
  public void run(Path above, PrintWriter out) throws IOException, InterruptedException {
    long wanted = images * (3L * side * side + PICTURE_BYTES);
    long free = Files.getFileStore(above).getUsableSpace();
    if (wanted > free) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has %.1f GB, but %,d pictures want about %.1f GB; give --folder or fewer --images",
              above,
              free / 1e9,
              images,
              wanted / 1e9));
    }
    try (TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(above, "ablate"))) {
      Path pictures = folder.path().resolve("pictures");
      MadeUpPictures.write(pictures, images, side);
      train(pictures, folder.path().resolve("cache"), out);
    }
  }

  /** Elsewhere, since neither the heap nor the cache's folder can be another in this process. */
  private void train(Path pictures, Path cache, PrintWriter out)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-cp",
            System.getProperty("java.class.path"),
            DataTrial.class.getName(),
            pictures.toString());
    builder.environment().put("SWEEP_CACHE", cache.toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of the trial"));
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
        out.flush();
      }
      if (process.waitFor() != 0) {
        throw new IOException("the process that trained ended by " + process.exitValue());
      }
    } finally {
      process.destroy();
    }
  }
}
