package dev.ablate.sweep.cli;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.PartSizes;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.model.Shape;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.Planner;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.ClassRow;
import dev.ablate.sweep.results.table.DeviceUsed;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.TrialContext;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.LayerMeasurement;
import dev.ablate.trial.Measurement;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.Split;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Results of one trial that nobody trained, as a run writes them: with the weights that training
 * would begin with, unless it is to have kept none.
 *
 * @param dataset its images, as a config names them
 * @param engine identity of what is said to have trained it
 * @param checksum of the images that it is said to have seen
 * @param keepsWeights whether there are weights
 * @param measuresLayers whether there are statistics of layers
 */
record StoredTrial(
    String dataset, String engine, String checksum, boolean keepsWeights, boolean measuresLayers) {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final TrainingEngine DL4J = Engines.open("dl4j", new EngineSettings(1));

  /** A few of the images that are inside. */
  static final String IMAGES =
      "dataset { name = fashion-mnist, train-limit = 100, test-limit = 3 }";

  /** This program's, with weights. */
  static StoredTrial usual() {
    return of(IMAGES);
  }

  /** The same of other images. */
  static StoredTrial of(String dataset) {
    return new StoredTrial(
        dataset, Engines.provider("dl4j").identity(), images(dataset).checksum(), true, false);
  }

  StoredTrial by(String otherEngine) {
    return new StoredTrial(dataset, otherEngine, checksum, keepsWeights, measuresLayers);
  }

  StoredTrial on(String otherImages) {
    return new StoredTrial(dataset, engine, otherImages, keepsWeights, measuresLayers);
  }

  StoredTrial withoutWeights() {
    return new StoredTrial(dataset, engine, checksum, false, measuresLayers);
  }

  StoredTrial measured() {
    return new StoredTrial(dataset, engine, checksum, keepsWeights, true);
  }

  private static ImageDataset images(String config) {
    return Datasets.load(
        sweep(config, "{ name = dense, type = dense, units = 1 }").dataset(),
        DatasetLocator.of(List.of()));
  }

  private static String config(String images, String layers) {
    return """
        sweep {
          name = stored
          output = "results/stored"
          %s
          network { layers = [ %s ] }
          training { epochs = 1, batch-size = 10, optimizer { name = adam, learning-rate = 1e-3 } }
        }
        """
        .formatted(images, layers);
  }

  private static SweepSpec sweep(String images, String layers) {
    try {
      return ConfigLoader.recorded(config(images, layers), "a test's config");
    } catch (ConfigException e) {
      throw new IllegalArgumentException(layers, e);
    }
  }

  /** Writes it with a network of the given layers, written as in a config. */
  ResultsFolder write(Path folder, String layers) {
    SweepSpec sweep = sweep(dataset, layers);
    ImageDataset images = Datasets.load(sweep.dataset(), DatasetLocator.of(List.of()));
    SweepPlan plan =
        Planner.plan(
            sweep,
            new DataFacts(images.shape(), images.classes(), checksum, PartSizes.of(images)),
            engine,
            Optional.empty(),
            1,
            id -> Optional.empty());
    PlannedTrial trial = plan.trials().get(0);
    ResultsFolder results =
        ResultsFolder.create(ResultsLocation.of(folder.toString()), sweep.name());
    results.startRun(run(config(dataset, layers), images), List.of(), List.of());
    Shape shape = trial.spec().dataset().shapeOf(images.shape());
    ModelRequest request =
        new ModelRequest(
            trial.spec().network(),
            shape,
            images.classes(),
            trial.spec().training(),
            trial.spec().seed());
    try (Model model = DL4J.build(request)) {
      if (keepsWeights) {
        results
            .weights()
            .write(trial.id(), "best", out -> model.writeWeights(new DataOutputStream(out)));
      }
      results.commit(row(trial, model, images));
    } catch (IOException e) {
      throw new IllegalStateException(folder + " cannot be written", e);
    }
    return results;
  }

  private TrialRow row(PlannedTrial trial, Model model, ImageDataset images) {
    List<LayerMeasurement> layers =
        measuresLayers
            ? model.layerStatistics(Datasets.split(images, trial.spec().dataset()).test()).stream()
                .map(layer -> new LayerMeasurement(0, layer))
                .toList()
            : List.of();
    TrialHistory history =
        new TrialHistory(
            1,
            10,
            100,
            1,
            List.of(new Measurement(1, Split.TEST, Metric.ACCURACY, 0.1, 1)),
            List.of(),
            layers);
    return TrialRow.of(
        TrialRequest.first(trial.spec(), Snapshots.NOTHING),
        new TrialOutcome.Completed(history),
        trial.summary(),
        new TrialContext(
            DeviceUsed.processor("cpu", null), "host", "driver", START, START.plusSeconds(1), 0));
  }

  private RunRow run(String config, ImageDataset images) {
    return new RunRow(
        "stored",
        0,
        START,
        config,
        "0.0.1",
        engine,
        "3.5.7",
        "17",
        "host",
        null,
        "fashion-mnist",
        images.source(),
        checksum,
        1,
        0,
        1,
        0,
        "",
        4,
        1_000L,
        0,
        List.of(new ClassRow(0, "shirt", 5, 0, 2)));
  }
}
