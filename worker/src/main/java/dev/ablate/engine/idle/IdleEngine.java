package dev.ablate.engine.idle;

import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.training.TrainingSpec;
import java.util.function.ToDoubleFunction;

/**
 * Builds models that learn nothing.
 *
 * @param stepSeconds how long each step of a trial takes
 */
record IdleEngine(ToDoubleFunction<TrainingSpec> stepSeconds) implements TrainingEngine {

  @Override
  public String device() {
    return "none";
  }

  @Override
  public Model build(ModelRequest request) {
    double seconds = stepSeconds.applyAsDouble(request.training());
    return new IdleModel(request.classes(), Math.round(1e9 * seconds));
  }
}
