package dev.ablate.engine.dl4j;

import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.Convolver;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.Sliding;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.definition.MemoryPool;
import dev.ablate.engine.dl4j.onednn.NativeConvolver;
import java.io.DataInput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Builds models on the fast path where there is one. */
final class Dl4jEngine implements TrainingEngine {

  private final String device;
  private final Runnable enter;
  private final ModelSite site;

  private Dl4jEngine(String device, Runnable enter, ModelSite site) {
    this.device = device;
    this.enter = enter;
    this.site = site;
  }

  static Dl4jEngine open(EngineSettings settings) {
    if (settings.target() instanceof ComputeTarget.Cuda cuda) {
      CudaPlatform platform = CudaPlatform.load(cuda);
      return new Dl4jEngine(platform.description(), platform::bindThread, platform.site());
    }
    NativePlatform platform = NativePlatform.load(settings.threads());
    return new Dl4jEngine(
        platform.description(),
        platform::useThreads,
        ModelSite.processor(platform.oneDnn() ? ComputePath.FAST : ComputePath.PLAIN));
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public Model build(ModelRequest request) {
    return build(request, site.path());
  }

  @Override
  public Optional<Convolver> convolver(Sliding sliding, double[] weights) {
    if (site.path() != ComputePath.FAST || !NativeConvolver.canRun(sliding)) {
      return Optional.empty();
    }
    enter.run();
    return Optional.of(new NativeConvolver(sliding, weights));
  }

  @Override
  public void export(ModelRequest request, DataInput weights, OutputStream out) throws IOException {
    enter.run();
    Dl4jArchive.write(request, weights, out);
  }

  /** On a path of choice, for tests. */
  Dl4jModel build(ModelRequest request, ComputePath chosen) {
    enter.run();
    MemoryPool.Share memory = site.memory().take(Dl4jModel.need(request, chosen));
    try {
      return new Dl4jModel(request, site.on(chosen), memory);
    } catch (RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }
}
