package dev.ablate.engine.dl4j;

import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;

/** Builds models on the fast path where there is one. */
final class Dl4jEngine implements TrainingEngine {

  private final String device;
  private final Runnable enter;
  private final ComputePath path;

  private Dl4jEngine(String device, Runnable enter, ComputePath path) {
    this.device = device;
    this.enter = enter;
    this.path = path;
  }

  static Dl4jEngine open(EngineSettings settings) {
    if (settings.target() instanceof ComputeTarget.Cuda cuda) {
      CudaPlatform platform = CudaPlatform.load(cuda);
      return new Dl4jEngine(platform.description(), platform::bindThread, ComputePath.PLAIN);
    }
    NativePlatform platform = NativePlatform.load(settings.threads());
    return new Dl4jEngine(
        platform.description(),
        platform::useThreads,
        platform.oneDnn() ? ComputePath.FAST : ComputePath.PLAIN);
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public Model build(ModelRequest request) {
    return build(request, path);
  }

  /** On a path of choice, for tests. */
  Dl4jModel build(ModelRequest request, ComputePath chosen) {
    enter.run();
    return new Dl4jModel(request, chosen);
  }
}
