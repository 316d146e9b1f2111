package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.PartSizes;
import dev.ablate.model.Shape;
import dev.ablate.spec.CanonicalJson;
import dev.ablate.spec.Seeds;
import dev.ablate.sweep.config.Written;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.TrialSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What decides a trial's identity, written down: a line that changes here trains everybody's
 * finished trials anew. Where that is meant, take the lines that the failure shows.
 */
final class TrialIdTest {

  private static final DataFacts DATA =
      new DataFacts(new Shape(1, 28, 28), 10, "data", new PartSizes(1_000, 100, 100));

  /** One setting of each kind, laid over {@link Written#BASELINE}. */
  private static final List<String> SETTINGS =
      List.of(
          "sweep.seeds=[2]",
          "sweep.dataset.validation=0.2",
          "sweep.dataset.augmentation={ flip = true, crop = 2 }",
          "sweep.training.batch-size=32",
          "sweep.training.epochs=30",
          "sweep.training.max-iterations=100",
          "sweep.training.l2=0.001",
          "sweep.training.schedule={ kind = cosine, warm-up = 1 }",
          "sweep.training.optimizer={ name = sgd, momentum = 0.9 }",
          "sweep.training.optimizer={ name = nesterov, momentum = 0 }",
          "sweep.training.optimizer={ name = adam, beta1 = 0.9, epsilon = 1e-8, momentum = 0.5 }",
          "sweep.training.optimizer={ name = adamw }",
          "sweep.training.optimizer={ name = adamw, weight-decay = 0 }",
          "sweep.training.optimizer={ name = adam, weight-decay = 0.01 }",
          "sweep.training.optimizer={ name = rmsprop, rho = 0.9 }",
          "sweep.network.layers.conv1.filters=16",
          "sweep.network.layers.conv1.batch-norm=true",
          "sweep.network.layers.conv1.activation=tanh",
          "sweep.network.layers.dense1.dropout=0.5",
          "sweep.network.layers.pool1.kind=none",
          "sweep.network.layers.block.repeat=0",
          "sweep.network.layers.block.repeat=1");

  @TempDir Path folder;

  @Test
  void identitiesAreAsTheyWere() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(line("baseline"));
    for (String setting : SETTINGS) {
      lines.add(line(setting, setting));
    }

    assertThat(lines).containsExactlyElementsOf(golden());
  }

  @Test
  void derivedSeedsAreAsTheyWere() {
    assertThat(
            Stream.of(Seeds.Purpose.values())
                .map(purpose -> purpose + " " + Seeds.derive(1, purpose, 2, 3)))
        .containsExactly(
            "SPLIT 6490381541570358035",
            "SUBSAMPLE -881043247754979906",
            "SHUFFLE 8691984953637349701",
            "AUGMENTATION -2355525663471676136",
            "MIXING 6536658740466900193",
            "INITIAL_WEIGHTS -6058664073660026473",
            "DROPOUT 8888468297898087260",
            "DESIGN 1978755305905680453");
    assertThat(Seeds.derive(1, Seeds.Purpose.INITIAL_WEIGHTS, "conv1", 0))
        .isEqualTo(-9098441367047385010L);
  }

  @Test
  void whatCannotDifferIsOneTrial() throws Exception {
    assertThat(id("sweep.training.optimizer={ name = adamw }"))
        .isEqualTo(id("sweep.training.optimizer={ name = adam, weight-decay = 0.01 }"))
        .isNotEqualTo(id("sweep.training.optimizer={ name = adam }"));
    assertThat(id("sweep.training.optimizer={ name = adamw, weight-decay = 0 }"))
        .isEqualTo(id("sweep.training.optimizer={ name = adam }"));
    assertThat(id("sweep.training.epochs=30")).isEqualTo(id());
  }

  /** A run of thirty epochs answers for three of them, whenever layers begin to learn. */
  @Test
  void whatIsFrozenAtFirstIsIdentityAndItsEpochsAreNot() throws Exception {
    String frozen = "sweep.training.freeze={ layers = [conv1, block], epochs = 2 }";

    assertThat(id(frozen)).isNotEqualTo(id()).isEqualTo(id(frozen, "sweep.training.epochs=30"));
    assertThat(id("sweep.training.freeze={ layers = [conv1] }")).isEqualTo(id());
    assertThat(id("sweep.training.freeze={ epochs = 2 }")).isEqualTo(id());
  }

  private String line(String name, String... setting) throws Exception {
    TrialSpec spec = spec(setting);
    return spec.id() + " " + name + " " + CanonicalJson.write(spec);
  }

  private String id(String... setting) throws Exception {
    return spec(setting).id().value();
  }

  private TrialSpec spec(String... settings) throws Exception {
    SweepSpec sweep = new Written(folder).sweep("", settings);
    SweepPlan plan =
        Planner.plan(sweep, DATA, "engine-1", Optional.empty(), 1, id -> Optional.empty());
    assertThat(plan.trials()).as(String.join(" ", settings)).hasSize(1);
    return plan.trials().get(0).spec();
  }

  private static List<String> golden() throws Exception {
    return Files.readAllLines(Path.of(TrialIdTest.class.getResource("trials.txt").toURI()));
  }
}
