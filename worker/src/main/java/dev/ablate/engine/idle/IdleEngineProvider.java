package dev.ablate.engine.idle;

import dev.ablate.engine.EngineProvider;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
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
    return new TrainingEngine() {
      @Override
      public String device() {
        return "none";
      }

      @Override
      public Model build(ModelRequest request) {
        return new IdleModel(request.classes(), 0);
      }
    };
  }
}
