package dev.ablate.bench;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.ForwardingModel;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;

/** An engine whose one model is timed: its steps, what is between them, and an evaluation. */
final class StopWatch implements TrainingEngine {

  private final TrainingEngine engine;
  private final SplitDataset data;
  private long builtAt;
  private long lastStepEndedAt;
  private long stepNanos;
  private long evaluationNanos;
  private long pausedNanos;
  private long pausedNanosBeforeStep;

  StopWatch(TrainingEngine engine, SplitDataset data) {
    this.engine = engine;
    this.data = data;
  }

  @Override
  public String device() {
    return engine.device();
  }

  @Override
  public Model build(ModelRequest request) {
    Timed model = new Timed(engine.build(request));
    builtAt = System.nanoTime();
    return model;
  }

  double evaluationSeconds() {
    return evaluationNanos / 1e9;
  }

  double outsideSteps() {
    return 1 - (double) stepNanos / (lastStepEndedAt - builtAt - pausedNanosBeforeStep);
  }

  private final class Timed extends ForwardingModel {

    private Timed(Model model) {
      super(model);
    }

    @Override
    public void train(ImageSubset batch, double learningRate, int epoch, int iteration) {
      long start = System.nanoTime();
      super.train(batch, learningRate, epoch, iteration);
      lastStepEndedAt = System.nanoTime();
      stepNanos += lastStepEndedAt - start;
      pausedNanosBeforeStep = pausedNanos;
    }

    /** Many images go before the trial's own few. */
    @Override
    public Evaluation evaluate(ImageSubset images) {
      long pausedAt = System.nanoTime();
      ImageSubset many =
          data.train().slice(0, Math.min(EngineBenchmark.EVALUATED, data.train().count()));
      super.evaluate(many.slice(0, many.count() / 10));
      long start = System.nanoTime();
      super.evaluate(many);
      evaluationNanos = System.nanoTime() - start;
      Evaluation own = super.evaluate(images);
      pausedNanos += System.nanoTime() - pausedAt;
      return own;
    }
  }
}
