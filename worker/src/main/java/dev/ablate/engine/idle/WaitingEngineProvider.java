package dev.ablate.engine.idle;

import dev.ablate.engine.EngineProvider;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.training.TrainingSpec;
import java.util.SplittableRandom;

/**
 * Offers the engine {@code waiting}, whose steps take time and nothing else. How long is drawn for
 * each trial, so that a planner cannot know it.
 */
public final class WaitingEngineProvider implements EngineProvider {

  private static final double STEP_SECONDS = 0.1;
  private static final double LEAST = 0.7;
  private static final double MOST = 1.3;

  /** Seconds of each step: 0.1, within 30 percent, drawn by the trial's L2 penalty. */
  public static double stepSeconds(TrainingSpec training) {
    double drawn = new SplittableRandom(Double.doubleToLongBits(training.l2())).nextDouble();
    return STEP_SECONDS * (LEAST + (MOST - LEAST) * drawn);
  }

  @Override
  public String name() {
    return "waiting";
  }

  @Override
  public String identity() {
    return "waiting-1";
  }

  @Override
  public TrainingEngine open(EngineSettings settings) {
    return new IdleEngine(WaitingEngineProvider::stepSeconds);
  }
}
