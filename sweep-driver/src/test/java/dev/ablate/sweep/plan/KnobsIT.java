package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.TrialRunner;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.DatasetSpec;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.config.TorchvisionNetwork;
import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.storage.StoredWeights;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.LayerMeasurement;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.TrialSpec;
import dev.ablate.trial.WeightStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trial of every study of a knob trains: some steps on some of the embedded images. */
final class KnobsIT {
  private static final Path KNOBS = Path.of("..", "configs", "knobs");
  private static final List<String> SHORT =
      List.of(
          "sweep.dataset.train-limit=100",
          "sweep.dataset.test-limit=50",
          "sweep.training.epochs=1",
          "sweep.training.max-iterations=3");

  @TempDir Path folder;
  private final TrainingEngine engine = Engines.open("dl4j", new EngineSettings(1));

  static List<Path> studies() throws Exception {
    try (Stream<Path> files = Files.list(KNOBS)) {
      return files.filter(file -> !file.endsWith("transfer.conf")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyTrialTrains(Path study) throws Exception {
    for (PlannedTrial trial : plan(study, SHORT).toRun()) {
      assertThat(train(trial.spec()))
          .as("%s", trial.spec())
          .isInstanceOf(TrialOutcome.Completed.class);
    }
  }

  @Test
  void layersAreLookedAtThroughTraining() throws Exception {
    for (PlannedTrial trial : plan(KNOBS.resolve("layer-stats.conf"), SHORT).toRun()) {
      List<LayerMeasurement> layers = train(trial.spec()).history().layerStats();

      assertThat(layers).hasSize(2 * trial.summary().layers().size());
      assertThat(layers).extracting(LayerMeasurement::epoch).containsOnly(0, 1);
    }
  }

  @Test
  void transferBeginsWithTheWeightsOfItsBase() throws Exception {
    PlannedTrial base = plan(KNOBS.resolve("transfer-base.conf"), SHORT).toRun().get(0);
    train(base.spec());
    List<String> settings = new ArrayList<>(SHORT);
    settings.add("define.base=" + folder.resolve("models"));
    SweepPlan plan = plan(KNOBS.resolve("transfer.conf"), settings);

    assertThat(plan.toRun()).hasSize(18);
    for (PlannedTrial trial : plan.toRun()) {
      assertThat(train(trial.spec()))
          .as("%s", trial.spec())
          .isInstanceOf(TrialOutcome.Completed.class);
    }
  }

  @Test
  void fineTuningBeginsWithTorchvisionsWeights(@TempDir Path inputs) throws Exception {
    Path weights =
        Files.write(
            inputs.resolve("weights.safetensors"),
            new TorchvisionNetwork("resnet18").safetensors());
    List<String> settings =
        List.of(
            "define.weights=" + weights,
            "define.pictures=" + pictures(inputs.resolve("pictures")),
            "define.side=32",
            "sweep.training.epochs=1",
            "sweep.training.max-iterations=2");
    SweepPlan plan = plan(KNOBS.resolve("../finetune-resnet18.conf"), settings);

    assertThat(plan.toRun()).hasSize(4);
    for (PlannedTrial trial : plan.toRun()) {
      assertThat(train(trial.spec()))
          .as("%s", trial.spec())
          .isInstanceOf(TrialOutcome.Completed.class);
    }
  }

  /** Of three classes, each of another colour and all of other sizes. */
  private static Path pictures(Path root) throws IOException {
    for (String part : List.of("train", "test")) {
      for (int i = 0; i < 36; i++) {
        BufferedImage picture = new BufferedImage(20 + i, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(List.of(Color.RED, Color.GREEN, Color.BLUE).get(i % 3));
        graphics.fillOval(i % 7, 4, 16, 30);
        graphics.dispose();
        Path file = root.resolve(part).resolve("class" + i % 3).resolve(i + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
      }
    }
    return root;
  }

  private SweepPlan plan(Path study, List<String> settings) throws Exception {
    SweepSpec spec = ConfigLoader.load(study, settings);
    SweepPlan plan =
        Planner.plan(
            spec,
            DataFacts.of(images(spec.dataset())),
            Engines.provider("dl4j").identity(),
            StoredWeights.of(ResultsLocation.of(folder.toString()))::find,
            Optional.empty(),
            2,
            id -> Optional.empty());
    assertThat(plan.points().stream().filter(point -> point.validity() == Validity.INVALID))
        .isEmpty();
    return plan;
  }

  private static ImageDataset images(DatasetSpec spec) {
    return Datasets.load(spec, new DatasetLocator(List.of()));
  }

  private TrialOutcome train(TrialSpec spec) {
    ResultsFolder results = ResultsFolder.create(ResultsLocation.of(folder.toString()), "knobs");
    WeightStore weights = results.weights();
    return TrialRunner.run(
        new TrialRequest(spec.id(), 1, spec, new Snapshots(List.of(), Snapshots.Keep.BEST, false)),
        engine,
        Datasets.split(images(spec.dataset()), spec.dataset()),
        TrialObserver.NONE,
        weights);
  }
}
