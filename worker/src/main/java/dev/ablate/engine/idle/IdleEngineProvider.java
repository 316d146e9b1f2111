package dev.ablate.engine.idle;

import dev.ablate.engine.EngineProvider;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.TrainingEngine;

/** Offers the engine {@code idle}. */
public final class IdleEngineProvider implements EngineProvider {

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String identity() {
    return "idle-1";
  }

  @Override
  public TrainingEngine open(EngineSettings settings) {
    return new IdleEngine(training -> 0);
  }
}
