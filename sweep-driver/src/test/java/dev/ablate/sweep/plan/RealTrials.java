package dev.ablate.sweep.plan;

import dev.ablate.TrialRunner;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.TrialSpec;
import dev.ablate.trial.WeightStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small networks on a few embedded images, planned and really trained. */
final class RealTrials {
  private static final String BASELINE =
      """
      sweep {
        name = test
        output = "results/test"
        dataset { name = fashion-mnist, train-limit = 120, test-limit = 50 }
        network { layers = [
          { name = conv1, type = conv, filters = 4, kernel = 5, stride = 2 }
          { name = pool1, type = pool, kind = max }
          { name = block, repeat = 1, layers = [
            { name = conv, type = conv, filters = 4, kernel = 3, padding = same }
          ] }
          { name = dense1, type = dense, units = 16, dropout = 0.25 }
        ] }
        training { epochs = 2, batch-size = 25, optimizer { name = adam, learning-rate = 1e-3 } }
      }
      """;

  private final TrainingEngine engine = Engines.open("dl4j", new EngineSettings(1));
  private final SweepSpec sweep;
  private final ImageDataset images;

  RealTrials(Path folder, String more) throws ConfigException {
    try {
      Path file = Files.writeString(folder.resolve("real.conf"), BASELINE + more);
      this.sweep = ConfigLoader.load(file, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.images = Datasets.load(sweep.dataset(), DatasetLocator.of(List.of()));
  }

  SweepSpec sweep() {
    return sweep;
  }

  TrainingEngine engine() {
    return engine;
  }

  SweepPlan plan() {
    return Planner.plan(
        sweep,
        DataFacts.of(images),
        Engines.provider("dl4j").identity(),
        Optional.empty(),
        2,
        id -> Optional.empty());
  }

  SplitDataset data() {
    return Datasets.split(images, sweep.dataset());
  }

  TrialOutcome train(TrialSpec spec) {
    return TrialRunner.run(
        TrialRequest.first(spec, Snapshots.NOTHING),
        engine,
        data(),
        TrialObserver.NONE,
        WeightStore.NONE);
  }
}
