package dev.ablate.sweep.bench;

import dev.ablate.bench.EngineBenchmark;
import dev.ablate.bench.EngineBenchmark.Pace;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The process of {@link DataBenchmark}: loads a folder of pictures and trains on it. */
final class DataTrial {

  /** Images that stay in memory, whatever else is read. */
  private static final int FEW = 2000;

  private DataTrial() {}

  /** Of the folder that the argument names. */
  public static void main(String[] folder) throws ConfigException {
    DatasetLocator nowhere = DatasetLocator.of(List.of());
    Path pictures = Path.of(folder[0]);
    String all = config(pictures, 0, 1);
    long start = System.nanoTime();
    ImageDataset images =
        Datasets.load(ConfigLoader.recorded(all, "the benchmark").dataset(), nowhere);
    double bytes = images.shape().size() * (double) images.train().count();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "decoded %.1f GB to train on in %.0f s; the heap has %.1f GB%n",
        bytes / 1e9,
        seconds,
        Runtime.getRuntime().maxMemory() / 1e9);
    // Not counted: Java compiles what it runs often.
    OneTrial first = OneTrial.of(config(pictures, FEW, 1), nowhere);
    EngineBenchmark.pace(first.engine(), first.spec(), first.images());
    OneTrial trial = OneTrial.of(all, nowhere);
    Pace many = EngineBenchmark.pace(trial.engine(), trial.spec(), trial.images());
    int count = trial.images().train().count();
    OneTrial small = OneTrial.of(config(pictures, FEW, Math.max(1, count / FEW)), nowhere);
    Pace few = EngineBenchmark.pace(small.engine(), small.spec(), small.images());
    System.out.printf(
        Locale.ROOT,
        "%,d images: %.0f images/s, %.1f %% of training outside its steps%n",
        count,
        many.imagesPerSecond(),
        100 * many.outsideSteps());
    System.out.printf(
        Locale.ROOT,
        "%,d of them again and again: %.0f images/s; reading the others costs %.1f %%%n",
        small.images().train().count(),
        few.imagesPerSecond(),
        100 * (1 - many.imagesPerSecond() / few.imagesPerSecond()));
  }

  private static String config(Path pictures, int limit, int epochs) {
    return String.format(
        Locale.ROOT,
        """
        sweep {
          name = bench
          output = "unused"
          device = cpu
          dataset { name = image-folder, path = "%s", train-limit = %d, validation = 0.01, test-limit = 64 }
          network { layers = [
            { name = conv1, type = conv, filters = 8, kernel = 7, stride = 4 }
            { name = pool1, type = pool, size = 2 }
            { name = conv2, type = conv, filters = 16, kernel = 3, stride = 2 }
            { name = pool, type = global-pool }
          ] }
          training { epochs = %d, batch-size = 64, optimizer { name = adam, learning-rate = 1e-3 } }
        }
        """,
        pictures,
        limit,
        epochs);
  }
}
