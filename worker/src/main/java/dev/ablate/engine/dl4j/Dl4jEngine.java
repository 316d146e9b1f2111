package dev.ablate.engine.dl4j;

import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;

/** Builds models on the fast path where there is one. */
final class Dl4jEngine implements TrainingEngine {

  private final NativePlatform platform;

  private Dl4jEngine(NativePlatform platform) {
    this.platform = platform;
  }

  static Dl4jEngine open(EngineSettings settings) {
    return new Dl4jEngine(NativePlatform.load(settings.threads()));
  }

  @Override
  public String device() {
    return platform.description();
  }

  @Override
  public Model build(ModelRequest request) {
    return build(request, platform.oneDnn() ? ComputePath.FAST : ComputePath.PLAIN);
  }

  /** On a path of choice, for tests. */
  Dl4jModel build(ModelRequest request, ComputePath path) {
    platform.useThreads();
    return new Dl4jModel(request, path);
  }
}
