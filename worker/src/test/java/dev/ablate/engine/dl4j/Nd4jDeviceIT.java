package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.data.ImageSubset;
import dev.ablate.device.DeviceWish;
import dev.ablate.device.NvidiaSmi;
import dev.ablate.device.Placement;
import dev.ablate.device.StartCheck;
import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.TrainingEngineContract;
import dev.ablate.model.Network;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ND4J's CUDA backend on the first device of this machine; skipped where there is none. */
class Nd4jDeviceIT extends TrainingEngineContract {

  private static TrainingEngine engine;

  @BeforeAll
  static void open() {
    Placement placement =
        StartCheck.decide(DeviceWish.AUTO, Engines.provider("dl4j").cuda(), NvidiaSmi::survey);
    assumeTrue(placement instanceof Placement.Cuda, placement::line);
    engine = Engines.open("dl4j", new EngineSettings(1).on(new ComputeTarget.Cuda(0, 2)));
    assumeTrue(engine instanceof Dl4jEngine, "the device is used by kernels of our own");
  }

  @Override
  protected TrainingEngine engine() {
    return engine;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.ablate.engine.dl4j.FastPathTest#networks")
  void agreesWithTheReference(String name, Network network) {
    ImageSubset images = TinyImages.images(23);
    Dl4jEngine dl4j = (Dl4jEngine) engine;
    try (Dl4jModel device = dl4j.build(Networks.request(network), ComputePath.DEVICE);
        Dl4jModel exact = dl4j.build(Networks.request(network), ComputePath.EXACT)) {
      assertThat(device.evaluate(images).loss())
          .isCloseTo(exact.evaluate(images).loss(), within(1e-5));
      for (int step = 0; step < 2; step++) {
        exact.backpropagate(images, 0, step);
        device.backpropagate(images, 0, step);
        assertThat(device.takeTrainMetrics().loss())
            .isCloseTo(exact.takeTrainMetrics().loss(), within(1e-5));
        FastPathTest.assertClose(device.gradients(), exact.gradients(), 1e-4);
      }
    }
  }
}
