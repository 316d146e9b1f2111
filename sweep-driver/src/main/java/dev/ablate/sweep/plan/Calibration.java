package dev.ablate.sweep.plan;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.BatchNormPosition;
import dev.ablate.model.ConvSpec;
import dev.ablate.model.DenseSpec;
import dev.ablate.model.Initializer;
import dev.ablate.model.LayerSpec;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSpec;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.Shape;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures what an engine's work costs here, by training small networks that differ in what they
 * spend their time on, on random pixels. All slots work at once, as they will in a sweep.
 */
public final class Calibration {
  private static final int WARM_UP_STEPS = 3;

  /**
   * Share of a probe's time that it runs unmeasured before any is measured, while Java compiles.
   */
  private static final double WARM_UP = 0.4;

  private static final int CLASSES = 10;

  private final TrainingEngine engine;
  private final Shape input;

  private Calibration(TrainingEngine engine, Shape input) {
    this.engine = engine;
    this.input = input;
  }

  /**
   * Measures.
   *
   * @param input shape of one image
   * @param slots trials at a time
   * @param probeSeconds least time for each of the probes
   */
  public static List<CostObservation> run(
      TrainingEngine engine, Shape input, int slots, double probeSeconds)
      throws InterruptedException {
    Calibration calibration = new Calibration(engine, input);
    ExecutorService threads = Executors.newFixedThreadPool(slots);
    try {
      List<CostObservation> observations = new ArrayList<>();
      for (Probe probe : probes()) {
        Callable<CostObservation> task = () -> calibration.observe(probe, WARM_UP * probeSeconds);
        threads.invokeAll(repeat(task, slots));
      }
      for (Probe probe : probes()) {
        Callable<CostObservation> task = () -> calibration.observe(probe, probeSeconds);
        for (Future<CostObservation> result : threads.invokeAll(repeat(task, slots))) {
          observations.add(result.get());
        }
      }
      return observations;
    } catch (ExecutionException e) {
      throw new IllegalStateException("calibration failed: " + e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> repeat(T element, int times) {
    return Collections.nCopies(times, element);
  }

  /** A network and the images a step. */
  private record Probe(NetworkSpec network, int batchSize) {}

  private static List<Probe> probes() {
    return List.of(
        new Probe(network(conv("a", 8, 5, 1, false), pool("b"), dense(64)), 32),
        new Probe(network(conv("a", 16, 5, 1, true), pool("b"), dense(64)), 32),
        new Probe(network(conv("a", 16, 5, 1, false), pool("b"), dense(64)), 32),
        new Probe(network(conv("a", 20, 5, 1, false), pool("b"), conv("c", 50, 5, 1, false)), 64),
        new Probe(network(conv("a", 32, 3, 1, true), pool("b"), conv("c", 64, 3, 1, true)), 64),
        new Probe(network(conv("a", 32, 3, 1, false), pool("b"), conv("c", 64, 3, 1, false)), 64),
        new Probe(network(conv("a", 64, 3, 1, false), pool("b"), conv("c", 128, 3, 1, false)), 64),
        new Probe(network(conv("a", 16, 3, 2, false), conv("b", 32, 3, 2, false), dense(512)), 64),
        new Probe(network(dense(1024)), 64),
        new Probe(network(dense(16)), 16),
        new Probe(network(conv("a", 4, 3, 4, true), conv("b", 4, 3, 1, true), dense(16)), 16));
  }

  private CostObservation observe(Probe probe, double leastSeconds) {
    TrainingSpec training =
        new TrainingSpec(
            1,
            0,
            probe.batchSize(),
            0,
            OptimizerSpec.of(OptimizerName.ADAM, 1e-3),
            ScheduleSpec.CONSTANT,
            0,
            null,
            null);
    Network network = probe.network().network(CLASSES);
    ImageSubset batch = images(probe.batchSize());
    try (Model model = engine.build(new ModelRequest(network, input, CLASSES, training, 1))) {
      int steps = 0;
      for (; steps < WARM_UP_STEPS; steps++) {
        model.train(batch, 1e-3, 0, steps);
      }
      model.takeTrainMetrics();
      long warm = System.nanoTime();
      int timed = 0;
      while ((System.nanoTime() - warm) / 1e9 < leastSeconds) {
        model.train(batch, 1e-3, 0, steps + timed++);
        if (timed % 8 == 0) {
          model.takeTrainMetrics();
        }
      }
      model.takeTrainMetrics();
      double seconds = (System.nanoTime() - warm) / 1e9;
      TrialWork work = new TrialWork(timed, (double) timed * probe.batchSize(), 0);
      return CostObservation.ofSteps(NetworkSummary.of(network, input), work, seconds);
    }
  }

  private ImageSubset images(int count) {
    byte[] pixels = new byte[(int) (count * input.size())];
    new Random(1).nextBytes(pixels);
    byte[] labels = new byte[count];
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % CLASSES);
      indices[i] = i;
    }
    double[] mean = new double[input.channels()];
    double[] deviation = new double[input.channels()];
    Arrays.fill(mean, 0.5);
    Arrays.fill(deviation, 0.25);
    return ImageSubset.of(
        new ImageDataset.Part(pixels, labels), indices, Normalisation.of(mean, deviation));
  }

  private static NetworkSpec network(LayerSpec... layers) {
    return new NetworkSpec(List.of(layers));
  }

  private static ConvSpec conv(String name, int filters, int kernel, int stride, boolean norm) {
    return new ConvSpec(
        name,
        filters,
        kernel,
        stride,
        Padding.SAME,
        1,
        ActivationFunction.RELU,
        norm,
        BatchNormPosition.BEFORE,
        true,
        0,
        Initializer.XAVIER_UNIFORM);
  }

  private static PoolSpec pool(String name) {
    return new PoolSpec(name, PoolSpec.Kind.MAX, 2, null, Padding.VALID, 0);
  }

  private static DenseSpec dense(int units) {
    return new DenseSpec(
        "dense",
        units,
        ActivationFunction.RELU,
        false,
        BatchNormPosition.BEFORE,
        true,
        0,
        Initializer.XAVIER_UNIFORM);
  }
}
