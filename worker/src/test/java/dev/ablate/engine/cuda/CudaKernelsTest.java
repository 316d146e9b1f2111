package dev.ablate.engine.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.TrainingEngineContract;
import org.junit.jupiter.api.BeforeAll;

/** The engine's contract, by the kernels for CUDA on the processor. */
class CudaKernelsTest extends TrainingEngineContract {

  @BeforeAll
  static void needsCompiler() {
    assumeTrue(EmulatedDevice.instance().isPresent(), "there is no g++ to emulate kernels with");
  }

  @Override
  protected TrainingEngine engine() {
    return new CudaEngine(EmulatedDevice.instance().orElseThrow(), () -> Long.MAX_VALUE);
  }
}
