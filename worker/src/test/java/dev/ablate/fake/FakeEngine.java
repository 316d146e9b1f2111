package dev.ablate.fake;

import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;

/**
 * An engine for tests: whatever the network, it trains a softmax regression by gradient descent
 * with the optimizer's momentum, in plain Java. Some seeds make a trial go wrong at its third step.
 */
public final class FakeEngine implements TrainingEngine {

  /** Name and version. */
  public static final String IDENTITY = "fake-1";

  /** A trial of this seed throws. */
  public static final long THROWING_SEED = 900;

  /** A trial of this seed runs out of memory. */
  public static final long HUNGRY_SEED = 901;

  /** The weights of a trial of this seed become NaN. */
  public static final long DIVERGING_SEED = 902;

  @Override
  public String device() {
    return "fake";
  }

  @Override
  public Model build(ModelRequest request) {
    return new FakeModel(request);
  }
}
