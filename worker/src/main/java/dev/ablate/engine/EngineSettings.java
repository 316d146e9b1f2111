package dev.ablate.engine;

import dev.ablate.spec.Rules;
import java.io.Serializable;

/**
 * How an engine runs; decides speed, not results.
 *
 * @param threads native threads of one model
 */
public record EngineSettings(int threads) implements Serializable {

  public EngineSettings {
    new Rules().positive("threads", threads).verify();
  }
}
