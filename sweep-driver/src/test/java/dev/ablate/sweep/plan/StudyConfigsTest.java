package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.DatasetSpec;
import dev.ablate.data.PartSizes;
import dev.ablate.model.Shape;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.study.SweepSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every study in {@code configs} is one that runs. */
final class StudyConfigsTest {
  private static final Path CONFIGS = Path.of("..", "configs");

  static List<Path> studies() throws Exception {
    try (Stream<Path> files = Files.walk(CONFIGS)) {
      return files
          .filter(file -> file.toString().endsWith(".conf") && !file.endsWith("baseline.conf"))
          .filter(file -> !file.getParent().endsWith("networks"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyStudyPlans(Path study) throws Exception {
    SweepPlan plan = plan(study);

    assertThat(plan.toRun()).isNotEmpty();
    assertThat(plan.count(Validity.VALID)).isPositive();
  }

  @Test
  void quickstartIsAGridOfSixteenTrialsOverFourAxes() throws Exception {
    SweepPlan plan = plan(CONFIGS.resolve("quickstart.conf"));

    assertThat(plan.points()).hasSize(16);
    assertThat(plan.toRun()).hasSize(16);
    assertThat(plan.points().get(0).cell())
        .isEqualTo("optimizer=adam,learning-rate=0.01,filters=8,batch-norm=false");
  }

  @Test
  void everyVariantOfAKnobIsATrialOfItsOwn() throws Exception {
    assertThat(plan(CONFIGS.resolve("knobs/schedules.conf")).toRun()).hasSize(7 * 2);
    assertThat(plan(CONFIGS.resolve("knobs/stop-rules.conf")).toRun()).hasSize(5);
    assertThat(plan(CONFIGS.resolve("knobs/data.conf")).toRun()).hasSize(5 * 2 * 2);
    assertThat(plan(CONFIGS.resolve("knobs/optimizers.conf")).toRun()).hasSize(14 + 3);
    assertThat(plan(CONFIGS.resolve("knobs/layers.conf")).toRun()).hasSize(43);
    assertThat(plan(CONFIGS.resolve("knobs/recurrent.conf")).toRun()).hasSize(3 * 2 * 2);
    assertThat(plan(CONFIGS.resolve("knobs/layer-stats.conf")).toRun()).hasSize(3 * 2);
    assertThat(plan(CONFIGS.resolve("knobs/transfer.conf")).toRun()).hasSize(3 * 3 * 2);
  }

  @Test
  void lenetIsTheNetworkOfThePaperByItsParameters() throws Exception {
    SweepPlan plan = plan(CONFIGS.resolve("lenet-mnist.conf"));

    assertThat(plan.toRun()).hasSize(1);
    assertThat(plan.toRun().get(0).summary().parameters()).isEqualTo(431_080);
  }

  @Test
  void theInspectedNetworkIsOneTrial() throws Exception {
    SweepPlan plan = plan(CONFIGS.resolve("cifar10-filters.conf"));

    assertThat(plan.toRun()).hasSize(1);
    assertThat(plan.toRun().get(0).summary().parameters()).isEqualTo(416_650);
  }

  @Test
  void overnightIsAFewHundredTrials() throws Exception {
    SweepPlan plan = plan(CONFIGS.resolve("overnight-cifar10.conf"));

    assertThat(plan.points()).hasSize(288);
    assertThat(plan.count(Validity.EXCLUDED)).isEqualTo(64);
    assertThat(plan.toRun()).hasSize(224);
  }

  private static SweepPlan plan(Path study) throws Exception {
    SweepSpec spec = ConfigLoader.load(study, List.of());
    return Planner.plan(
        spec,
        new DataFacts(shape(spec.dataset()), 10, "checksum", new PartSizes(50_000, 0, 10_000)),
        "counting-1",
        (start, network, input) ->
            start.isStored() ? start.found(start.weights(), "0".repeat(64)) : start,
        Optional.empty(),
        2,
        id -> Optional.empty());
  }

  private static Shape shape(DatasetSpec dataset) {
    return switch (dataset.name()) {
      case MNIST, FASHION_MNIST, KMNIST, EMNIST, QMNIST -> new Shape(1, 28, 28);
      case CIFAR_10, CIFAR_100, IMAGE_FOLDER, IMAGE_CSV, IMAGE_PARQUET -> new Shape(3, 32, 32);
    };
  }
}
