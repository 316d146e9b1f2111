package dev.ablate.inspect.network;

import dev.ablate.engine.Convolver;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.Sliding;
import dev.ablate.engine.TrainingEngine;
import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;

/** Who computes the products of a network that is looked at. Goes to other processes. */
@FunctionalInterface
public interface Convolvers extends Serializable {

  /** In double precision, slowly: the reference. */
  Convolvers EXACT = PlainConvolver::new;

  /**
   * Makes one ready.
   *
   * @param weights {@code [filters, channels, kernel, kernel]}
   */
  Convolver of(Sliding sliding, double[] weights);

  /** By an engine, in its precision; the exact ones where it has none. */
  static Convolvers of(String engine) {
    return new OfEngine(engine);
  }

  /** Opens the engine in whatever process asks. */
  record OfEngine(String engine) implements Convolvers {

    /** Engines keep native state for the whole JVM. */
    private static final ConcurrentHashMap<String, TrainingEngine> ENGINES =
        new ConcurrentHashMap<>();

    @Override
    public Convolver of(Sliding sliding, double[] weights) {
      return ENGINES
          .computeIfAbsent(engine, name -> Engines.open(name, new EngineSettings(1)))
          .convolver(sliding, weights)
          .orElseGet(() -> EXACT.of(sliding, weights));
    }
  }
}
