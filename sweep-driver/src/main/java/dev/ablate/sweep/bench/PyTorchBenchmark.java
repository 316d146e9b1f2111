package dev.ablate.sweep.bench;

import dev.ablate.bench.BenchmarkSubject;
import dev.ablate.data.ImageDataset;
import dev.ablate.engine.EngineException;
import dev.ablate.spec.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The same networks in PyTorch, a process a trial.
 *
 * @param python that has it
 * @param script that trains
 */
public record PyTorchBenchmark(String python, Path script) {

  /**
   * Images a second of all processes together, which begin together; NaN without PyTorch.
   *
   * @param device of PyTorch: {@code cpu}, {@code cuda:0}
   */
  public double imagesPerSecond(
      BenchmarkSubject subject, ImageDataset images, String device, int processes, int steps)
      throws IOException, InterruptedException {
    return run(subject, images, device, processes, steps, "train");
  }

  /**
   * Images a second that processes predict the classes of, on processors; NaN without PyTorch.
   *
   * @param times that each goes through the images
   */
  public double predictionsPerSecond(
      BenchmarkSubject subject, ImageDataset images, int processes, int times)
      throws IOException, InterruptedException {
    int batches = images.train().count() / subject.batch();
    return run(subject, images, "cpu", processes, times * batches, "predict");
  }

  private double run(
      BenchmarkSubject subject,
      ImageDataset images,
      String device,
      int processes,
      int steps,
      String what)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(script)) {
      throw new EngineException(
          script + " is not here; run from the project's folder, or give --script");
    }
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path pixels = Files.write(folder.path().resolve("pixels"), images.train().pixels());
      Path labels = Files.write(folder.path().resolve("labels"), bytes(images.train().labels()));
      ProcessBuilder builder =
          new ProcessBuilder(
              python,
              script.toString(),
              Names.kebab(subject),
              pixels.toString(),
              labels.toString(),
              Integer.toString(steps),
              device,
              Integer.toString(processes),
              what,
              Integer.toString(subject.batch()));
      builder.environment().put("OMP_NUM_THREADS", "1");
      return result(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }
  }

  private static double result(Process process) throws IOException, InterruptedException {
    // Whatever ends this program, it leaves nobody behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of PyTorch"));
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        // No PyTorch: our own figure is still worth having.
        return Double.NaN;
      }
      return Double.parseDouble(output);
    } finally {
      // It ends its own processes.
      process.destroy();
    }
  }

  /** As the script reads them; its data sets have ten classes. */
  private static byte[] bytes(int[] labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return bytes;
  }
}
