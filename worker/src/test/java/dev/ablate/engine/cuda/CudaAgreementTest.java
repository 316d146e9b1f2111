package dev.ablate.engine.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;

/** On the processor. */
class CudaAgreementTest extends CudaAgreement {

  @BeforeAll
  static void needsCompiler() {
    assumeTrue(EmulatedDevice.instance().isPresent(), "there is no g++ to emulate kernels with");
  }

  @Override
  CudaEngine engine() {
    return new CudaEngine(EmulatedDevice.instance().orElseThrow(), () -> Long.MAX_VALUE);
  }
}
