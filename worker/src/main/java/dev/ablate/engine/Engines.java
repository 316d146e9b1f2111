package dev.ablate.engine;

import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds engines by name. */
public final class Engines {

  private Engines() {}

  /** Opens an engine; see {@link #provider} and {@link EngineProvider#open}. */
  public static TrainingEngine open(String name, EngineSettings settings) {
    return provider(name).open(settings);
  }

  /**
   * Finds an engine, without starting it.
   *
   * @throws EngineException if there is none of that name
   */
  public static EngineProvider provider(String name) {
    ServiceLoader<EngineProvider> providers =
        ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader());
    for (EngineProvider provider : providers) {
      if (provider.name().equals(name)) {
        return provider;
      }
    }
    String known =
        providers.stream()
            .map(provider -> provider.get().name())
            .sorted()
            .collect(Collectors.joining(", "));
    throw new EngineException("there is no engine \"" + name + "\"; known: " + known);
  }
}
