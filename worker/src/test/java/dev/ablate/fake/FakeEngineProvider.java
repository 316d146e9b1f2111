package dev.ablate.fake;

import dev.ablate.engine.EngineProvider;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.TrainingEngine;

/** Offers {@link FakeEngine} as {@code fake}. */
public final class FakeEngineProvider implements EngineProvider {

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public String identity() {
    return FakeEngine.IDENTITY;
  }

  @Override
  public TrainingEngine open(EngineSettings settings) {
    return new FakeEngine();
  }
}
