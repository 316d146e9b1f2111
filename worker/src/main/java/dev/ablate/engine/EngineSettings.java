package dev.ablate.engine;

import dev.ablate.spec.Rules;
import java.io.Serializable;

/**
 * How an engine runs; decides speed, not results.
 *
 * @param threads native threads of one model
 * @param target what it computes on
 */
public record EngineSettings(int threads, ComputeTarget target) implements Serializable {

  public EngineSettings {
    new Rules().positive("threads", threads).verify();
  }

  /** On the processor. */
  public EngineSettings(int threads) {
    this(threads, new ComputeTarget.Processor());
  }

  /** The same elsewhere. */
  public EngineSettings on(ComputeTarget newTarget) {
    return new EngineSettings(threads, newTarget);
  }
}
