package dev.ablate.sweep.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.ImageSubset;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.inspect.Ablation;
import dev.ablate.inspect.Batches;
import dev.ablate.inspect.Occlusion;
import dev.ablate.inspect.Strongest;
import dev.ablate.inspect.Subject;
import dev.ablate.inspect.network.Convolvers;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.model.Layer;
import dev.ablate.sweep.config.ConfigException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What looks over CIFAR-10's test set cost: at a network of three convolutions with 64, 128 and 256
 * filters of 3 by 3 pixels and batch norm, with the weights that training begins with.
 */
public final class LookBenchmark {

  private static final String CONFIG =
      """
      sweep {
        name = bench
        output = "bench"
        dataset { name = cifar-10, train-limit = 100 }
        network { layers = [
          { name = conv1, type = conv, filters = 64, kernel = 3, padding = same, batch-norm = true }
          { name = pool1, type = pool, size = 2 }
          { name = conv2, type = conv, filters = 128, kernel = 3, padding = same, batch-norm = true }
          { name = pool2, type = pool, size = 2 }
          { name = conv3, type = conv, filters = 256, kernel = 3, padding = same, batch-norm = true }
          { name = pool3, type = pool, size = 2 }
        ] }
        training { epochs = 1, batch-size = 32, optimizer { name = adam, learning-rate = 1e-3 } }
      }
      """;

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final int PATCHES = 9;
  private static final int OCCLUDED = 16;
  private static final Occlusion.Patch PATCH = new Occlusion.Patch(8, 2, Occlusion.Fill.MEAN);

  private final Subject subject;
  private final ImageSubset images;
  private final Batches batches;

  /**
   * What a look took.
   *
   * @param name of its kind
   * @param units that it asked
   * @param images that it went over
   * @param seconds by the clock
   * @param processor seconds of all cores together, so that others who use them hardly count
   */
  public record Look(String name, int units, int images, double seconds, double processor) {}

  /**
   * The same images twice.
   *
   * @param ablate seconds of the processor until every filter was switched off
   * @param whole seconds of as many whole passes, which is what that costs if nothing is kept
   */
  public record Pair(double ablate, double whole) {

    /** The first as a share of the second. */
    public double share() {
      return ablate / whole;
    }
  }

  /**
   * Ready to look.
   *
   * @param folders where CIFAR-10 is looked for first
   * @param count of its test images, at most
   * @param threads that share them
   */
  public LookBenchmark(List<Path> folders, int count, int threads) throws ConfigException {
    OneTrial trial = OneTrial.of(CONFIG, DatasetLocator.of(folders));
    ImageSubset test = trial.images().test();
    this.images = test.slice(0, Math.min(count, test.count()));
    this.batches = new Batches(Batches.USUAL_SIZE, threads, Batches.Progress.NONE);
    ModelRequest request =
        new ModelRequest(
            trial.spec().network(),
            trial.images().shape(),
            trial.images().classes(),
            trial.spec().training(),
            trial.spec().seed());
    try (Model model = trial.engine().build(request)) {
      this.subject =
          new Subject(
              request.network(),
              request.input(),
              Parameters.of(model.layerParameters()),
              Convolvers.of(trial.sweep().engine()));
    }
  }

  /** The strongest patches of all units of all layers, in one pass. */
  public Look strongest() {
    List<Integer> layers = IntStream.range(0, subject.network().layers().size()).boxed().toList();
    return look(
        "strongest",
        layers.stream().mapToInt(subject::units).sum(),
        images,
        all -> Strongest.of(subject, all, layers, PATCHES, batches));
  }

  /** Every filter switched off. */
  public Look ablate() {
    List<Ablation.Target> filters = filters();
    return look(
        "ablate", filters.size(), images, all -> Ablation.of(subject, all, filters, batches));
  }

  /** The first images under a sliding patch. */
  public Look occlusion() {
    return look(
        "occlusion",
        subject.classes(),
        images.slice(0, Math.min(OCCLUDED, images.count())),
        some ->
            Occlusion.of(
                subject,
                some,
                IntStream.range(0, some.count()).map(some::label).toArray(),
                PATCH,
                batches));
  }

  /**
   * Switches every filter off and makes as many whole passes, in turns.
   *
   * @param count of images, at most
   * @param pairs how often; which of the two is first changes from one to the next
   */
  public List<Pair> besideWholePasses(int count, int pairs) {
    ImageSubset some = images.slice(0, Math.min(count, images.count()));
    List<Ablation.Target> filters = filters();
    List<Pair> all = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      double first = i % 2 == 0 ? 0 : whole(some, filters.size());
      double ablate =
          look("ablate", filters.size(), some, of -> Ablation.of(subject, of, filters, batches))
              .processor();
      all.add(new Pair(ablate, i % 2 == 0 ? whole(some, filters.size()) : first));
    }
    return all;
  }

  private double whole(ImageSubset some, int passes) {
    return look(
            "whole",
            passes,
            some,
            of ->
                batches.run(
                    subject,
                    of,
                    (network, batch, pixels, from) -> {
                      for (int pass = 0; pass <= passes; pass++) {
                        network.forward(pixels);
                      }
                      return from;
                    }))
        .processor();
  }

  private List<Ablation.Target> filters() {
    return Ablation.each(
        subject,
        IntStream.range(0, subject.network().layers().size())
            .filter(i -> subject.network().layers().get(i).layer() instanceof Layer.Convolution)
            .boxed()
            .toList());
  }

  private static Look look(String name, int units, ImageSubset images, Consumer<ImageSubset> look) {
    long start = System.nanoTime();
    long used = PROCESS.getProcessCpuTime();
    look.accept(images);
    return new Look(
        name,
        units,
        images.count(),
        (System.nanoTime() - start) / 1e9,
        (PROCESS.getProcessCpuTime() - used) / 1e9);
  }
}
