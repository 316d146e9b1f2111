package dev.ablate.engine.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.device.CudaBackend;
import dev.ablate.device.DeviceWish;
import dev.ablate.device.NvidiaSmi;
import dev.ablate.device.Placement;
import dev.ablate.device.StartCheck;
import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.TrainingEngineContract;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The kernels on the first device of this machine; skipped where there is none. */
class CudaDeviceIT {

  private static CudaEngine engine;

  @BeforeAll
  static void open() {
    Placement placement =
        StartCheck.decide(
            DeviceWish.AUTO,
            Optional.of(CudaBackend.compiledHere(CudaEngine.obstacle())),
            NvidiaSmi::survey);
    assumeTrue(placement instanceof Placement.Cuda, placement::line);
    engine = CudaEngine.open(new ComputeTarget.Cuda(0, 2));
  }

  @Nested
  class Contract extends TrainingEngineContract {
    @Override
    protected TrainingEngine engine() {
      return engine;
    }
  }

  @Nested
  class Agreement extends CudaAgreement {
    @Override
    CudaEngine engine() {
      return engine;
    }
  }
}
