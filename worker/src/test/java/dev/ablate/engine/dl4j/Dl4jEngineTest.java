package dev.ablate.engine.dl4j;

import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.TrainingEngineContract;

class Dl4jEngineTest extends TrainingEngineContract {

  @Override
  protected TrainingEngine engine() {
    return Engines.open("dl4j", new EngineSettings(1));
  }
}
