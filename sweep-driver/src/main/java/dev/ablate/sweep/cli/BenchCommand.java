package dev.ablate.sweep.cli;

import dev.ablate.BenchmarkSubject;
import dev.ablate.EngineBenchmark;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.EngineException;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.spec.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Measures training speed, beside PyTorch where it is installed. */
@Command(name = "bench", description = "Measures speed.", mixinStandardHelpOptions = true)
final class BenchCommand {

  @Spec CommandSpec spec;

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "A folder to look for data sets in, first; may be given more than once.")
  List<Path> data = new ArrayList<>();

  @Option(
      names = "--iterations",
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      description = "Steps of each LeNet; a tenth of the larger network (default: 400).")
  int iterations = 400;

  @Option(
      names = "--python",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "A Python that has PyTorch (default: /usr/bin/python3).")
  String python = "/usr/bin/python3";

  @Option(
      names = "--script",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "PyTorch's side (default: worker/src/bench/pytorch.py).")
  Path script = Path.of("worker/src/bench/pytorch.py");

  /** Two networks, one trial a core and one thread a trial; PyTorch likewise. */
  @Command(name = "engine", description = "Trains two networks, and the same in PyTorch.")
  int engine() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    TrainingEngine engine = Engines.open("dl4j", new EngineSettings(1));
    int cores = Runtime.getRuntime().availableProcessors();
    double peak = EngineBenchmark.productPeak(engine, cores);
    out.printf(
        "%d trials at a time on %s; batch %d, Adam%n",
        cores, engine.device(), EngineBenchmark.BATCH);
    List<String> shares = new ArrayList<>();
    for (BenchmarkSubject subject : BenchmarkSubject.values()) {
      int steps = subject == BenchmarkSubject.LENET ? iterations : Math.max(1, iterations / 10);
      ImageDataset images = Datasets.load(subject.dataset(), DatasetLocator.of(data));
      SplitDataset split = Datasets.split(images, subject.dataset());
      // In turns, so that what else the machine does meets both alike.
      double ours = EngineBenchmark.imagesPerSecond(engine, subject, split, cores, steps);
      double theirs = pyTorch(subject, images, cores, steps);
      ours = (ours + EngineBenchmark.imagesPerSecond(engine, subject, split, cores, steps)) / 2;
      theirs = (theirs + pyTorch(subject, images, cores, steps)) / 2;
      String name = Names.kebab(subject);
      out.printf(
          "%s: ours %.0f images/s, PyTorch %.0f images/s, ratio %.2f%n",
          name, ours, theirs, ours / theirs);
      double operations = ours * EngineBenchmark.operationsPerImage(subject, split.shape());
      shares.add(String.format("%s %.0f %%", name, 100 * operations / peak));
    }
    out.printf(
        "share of the matrix product peak, %.0f GFLOP/s: %s%n",
        peak / 1e9, String.join(", ", shares));
    return 0;
  }

  private double pyTorch(BenchmarkSubject subject, ImageDataset images, int processes, int steps)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(script)) {
      throw new EngineException(
          script + " is not here; run from the project's folder, or give --script");
    }
    Path folder = Files.createTempDirectory("ablate-bench");
    Path pixels = Files.write(folder.resolve("pixels"), images.train().pixels());
    Path labels = Files.write(folder.resolve("labels"), images.train().labels());
    try {
      List<Process> results = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        ProcessBuilder builder =
            new ProcessBuilder(
                python,
                script.toString(),
                Names.kebab(subject),
                pixels.toString(),
                labels.toString(),
                Integer.toString(steps));
        builder.environment().put("OMP_NUM_THREADS", "1");
        results.add(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
      }
      double sum = 0;
      for (Process process : results) {
        sum += result(process);
      }
      return sum;
    } finally {
      Files.deleteIfExists(pixels);
      Files.deleteIfExists(labels);
      Files.deleteIfExists(folder);
    }
  }

  private static double result(Process process) throws IOException, InterruptedException {
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      // No PyTorch: our own figure is still worth having.
      return Double.NaN;
    }
    return Double.parseDouble(output);
  }
}
