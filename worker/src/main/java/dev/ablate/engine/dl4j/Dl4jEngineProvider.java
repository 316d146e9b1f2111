package dev.ablate.engine.dl4j;

import dev.ablate.engine.EngineProvider;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.TrainingEngine;

/** Offers the engine {@code dl4j}. */
public final class Dl4jEngineProvider implements EngineProvider {

  /** For {@link java.util.ServiceLoader}. */
  public Dl4jEngineProvider() {}

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public String identity() {
    return "dl4j-1.0.0-M2.1";
  }

  @Override
  public TrainingEngine open(EngineSettings settings) {
    return Dl4jEngine.open(settings);
  }
}
