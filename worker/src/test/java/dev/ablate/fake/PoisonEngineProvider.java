package dev.ablate.fake;

import dev.ablate.engine.EngineProvider;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;

/** Offers {@link PoisonEngine} as {@code poison}. */
public final class PoisonEngineProvider implements EngineProvider {

  @Override
  public String name() {
    return "poison";
  }

  @Override
  public String identity() {
    return "poison-1";
  }

  @Override
  public TrainingEngine open(EngineSettings settings) {
    return new PoisonEngine(Engines.open("dl4j", settings));
  }
}
