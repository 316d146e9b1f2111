package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.engine.TinyImages;
import dev.ablate.model.Layer;
import org.junit.jupiter.api.Test;

/** An example is dropped whole or not at all, by a draw of its step. */
final class StochasticDepthTest {

  private static final int STEPS = 200;

  /** Without biases' influence, zeros give every class the same share. */
  @Test
  void anExampleIsDroppedWholeOrNotAtAll() {
    int dropped = 0;
    Double kept = null;
    try (Dl4jModel model =
        Networks.build(Networks.of(new Layer.Dropout(0.25, true)), ComputePath.EXACT)) {
      for (int step = 0; step < STEPS; step++) {
        model.backpropagate(TinyImages.images(1), 0, step);
        double loss = model.takeTrainMetrics().loss();
        if (Math.abs(loss - Math.log(TinyImages.CLASSES)) < 1e-12) {
          dropped++;
        } else {
          kept = kept == null ? Double.valueOf(loss) : kept;
          assertThat(loss).isCloseTo(kept, within(1e-12));
        }
      }
    }
    // Four deviations of 200 draws of a quarter.
    assertThat(dropped).isBetween(26, 74);
  }
}
