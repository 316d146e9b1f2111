package dev.ablate.sweep.bench;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.Planner;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.TrialSpec;
import java.util.Optional;

/**
 * The only trial of a benchmark's config.
 *
 * @param sweep the config
 * @param spec what would be trained
 * @param engine that would train it, on one thread
 * @param images its data
 */
record OneTrial(SweepSpec sweep, TrialSpec spec, TrainingEngine engine, SplitDataset images) {

  /**
   * Plans it.
   *
   * @param config HOCON, without axes
   * @param folders where data sets are looked for first
   */
  static OneTrial of(String config, DatasetLocator folders) throws ConfigException {
    SweepSpec sweep = ConfigLoader.recorded(config, "the benchmark");
    ImageDataset all = Datasets.load(sweep.dataset(), folders);
    TrialSpec spec =
        Planner.plan(
                sweep,
                DataFacts.of(all),
                Engines.provider(sweep.engine()).identity(),
                Optional.empty(),
                1,
                id -> Optional.empty())
            .trials()
            .get(0)
            .spec();
    return new OneTrial(
        sweep,
        spec,
        Engines.open(sweep.engine(), new EngineSettings(1)),
        Datasets.split(all, spec.dataset()));
  }
}
