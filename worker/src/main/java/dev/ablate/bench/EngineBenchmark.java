package dev.ablate.bench;

import dev.ablate.TrialRunner;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.model.LayerSpec;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.TrialSpec;
import dev.ablate.trial.WeightStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How fast an engine trains, through the path that every trial takes. */
public final class EngineBenchmark {

  /** Images of the epoch that evaluation is compared with. */
  public static final int EPOCH = 60_000;

  /** Images that are evaluated for it. */
  public static final int EVALUATED = 10_000;

  private static final int WARM_UP = 20;
  private static final int PRODUCT_SIDE = 2048;
  private static final int PRODUCT_LAYERS = 4;

  private EngineBenchmark() {}

  /**
   * Images a second of several trials side by side, all together.
   *
   * @param data of {@link BenchmarkSubject#dataset}
   * @param trials at a time, one thread each
   * @param iterations of each, after some that are not counted
   */
  public static double imagesPerSecond(
      TrainingEngine engine,
      BenchmarkSubject subject,
      SplitDataset data,
      int trials,
      int iterations) {
    int warmUp = Math.min(WARM_UP, iterations);
    inParallel(trials, trial -> imagesPerSecond(engine, subject, data, warmUp));
    return inParallel(trials, trial -> imagesPerSecond(engine, subject, data, iterations));
  }

  /**
   * Images a second that several threads predict the classes of, all together.
   *
   * @param times that each goes through the images, after one that is not counted
   */
  public static double predictionsPerSecond(
      TrainingEngine engine, BenchmarkSubject subject, SplitDataset data, int threads, int times) {
    ModelRequest request =
        new ModelRequest(
            subject.network(),
            data.shape(),
            data.dataset().classNames().size(),
            training(1, subject.batch()),
            1);
    return inParallel(
        threads,
        thread -> {
          try (Model model = engine.build(request)) {
            ImageSubset images = data.train();
            model.predict(images);
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
              model.predict(images);
            }
            return times * images.count() / ((System.nanoTime() - start) / 1e9);
          }
        });
  }

  /**
   * Floating-point operations a second that large matrix products reach in the engine, of several
   * threads together: what the machine can do at most.
   */
  public static double productPeak(TrainingEngine engine, int threads) {
    return inParallel(threads, thread -> productPeak(engine));
  }

  /**
   * What training costs beside its steps.
   *
   * @param evaluationShare time to evaluate {@link #EVALUATED} images, of the time that steps over
   *     {@link #EPOCH} images take
   * @param outsideSteps share of the time from the first shuffle to the last step that is in no
   *     step: shuffling, slicing, metrics
   */
  public record Overhead(double evaluationShare, double outsideSteps) {}

  /**
   * How one trial trains.
   *
   * @param imagesPerSecond of training, without evaluation
   * @param outsideSteps as {@link Overhead#outsideSteps}
   */
  public record Pace(double imagesPerSecond, double outsideSteps) {}

  /** The pace of a trial on the calling thread. */
  public static Pace pace(TrainingEngine engine, TrialSpec spec, SplitDataset data) {
    StopWatch watch = new StopWatch(engine, data);
    return new Pace(imagesPerSecond(watch, spec, data), watch.outsideSteps());
  }

  /** The overhead of trials side by side, their mean. */
  public static Overhead overhead(
      TrainingEngine engine,
      BenchmarkSubject subject,
      SplitDataset data,
      int trials,
      int iterations) {
    DoubleAdder evaluation = new DoubleAdder();
    DoubleAdder outside = new DoubleAdder();
    inParallel(
        trials,
        trial -> {
          StopWatch watch = new StopWatch(engine, data);
          double speed = imagesPerSecond(watch, subject, data, iterations);
          evaluation.add(watch.evaluationSeconds() / (EPOCH / speed));
          outside.add(watch.outsideSteps());
          return speed;
        });
    return new Overhead(evaluation.sum() / trials, outside.sum() / trials);
  }

  /** Floating-point operations of training on one image: forward once, backward twice that. */
  public static double operationsPerImage(BenchmarkSubject subject, Shape shape) {
    return 6.0 * NetworkSummary.of(subject.network(), shape).macs();
  }

  private static double imagesPerSecond(
      TrainingEngine engine, BenchmarkSubject subject, SplitDataset data, int iterations) {
    TrainingSpec training = training(iterations, subject.batch());
    TrialSpec spec =
        new TrialSpec(
            "benchmark",
            1,
            subject.dataset(),
            data.dataset().checksum(),
            subject.network(),
            training);
    return imagesPerSecond(engine, spec, data);
  }

  private static double imagesPerSecond(TrainingEngine engine, TrialSpec spec, SplitDataset data) {
    TrialOutcome outcome =
        TrialRunner.run(
            TrialRequest.first(spec, Snapshots.NOTHING),
            engine,
            data,
            TrialObserver.NONE,
            WeightStore.NONE);
    if (!(outcome instanceof TrialOutcome.Completed)) {
      throw new IllegalStateException("the benchmark's trial did not complete: " + outcome);
    }
    TrialHistory history = outcome.history();
    return history.imagesTrained() / history.trainSeconds();
  }

  private static double productPeak(TrainingEngine engine) {
    Shape shape = new Shape(2, 32, 32);
    LayerSpec[] layers =
        IntStream.range(0, PRODUCT_LAYERS)
            .mapToObj(i -> BenchmarkSubject.dense("dense" + i, PRODUCT_SIDE))
            .toArray(LayerSpec[]::new);
    Network network = BenchmarkSubject.sequence(layers);
    byte[] pixels = new byte[Math.toIntExact(PRODUCT_SIDE * shape.size())];
    ImageSubset images =
        ImageSubset.of(
            new ImageDataset.Part(pixels, new byte[PRODUCT_SIDE]),
            IntStream.range(0, PRODUCT_SIDE).toArray(),
            Normalisation.of(new double[2], new double[] {1, 1}));
    try (Model model =
        engine.build(new ModelRequest(network, shape, 10, training(1, PRODUCT_SIDE), 1))) {
      model.evaluate(images);
      long start = System.nanoTime();
      model.evaluate(images);
      double seconds = (System.nanoTime() - start) / 1e9;
      return 2.0 * NetworkSummary.of(network, shape).macs() * PRODUCT_SIDE / seconds;
    }
  }

  private static double inParallel(int threads, ToDoubleFunction<Integer> job) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Double>> results = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        results.add(pool.submit(() -> job.applyAsDouble(number)));
      }
      double sum = 0;
      for (Future<Double> result : results) {
        sum += result.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the benchmark failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the benchmark was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static TrainingSpec training(int iterations, int batch) {
    return new TrainingSpec(
        Integer.MAX_VALUE,
        iterations,
        batch,
        0,
        OptimizerSpec.of(OptimizerName.ADAM, 1e-3),
        ScheduleSpec.CONSTANT,
        0,
        null,
        null);
  }
}
