package dev.ablate.sweep.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.model.ActivationFunction;
import dev.ablate.model.ConvSpec;
import dev.ablate.model.DenseSpec;
import dev.ablate.model.GroupSpec;
import dev.ablate.model.LayerSpec;
import dev.ablate.model.PoolSpec;
import dev.ablate.sweep.config.Written;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points of a full grid, and what axes do to the baseline. */
final class GridTest {
  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  @Test
  void lastAxisIsFastestAndSeedsFastestOfAll() throws Exception {
    SweepSpec spec =
        written.sweep(
            """
            sweep.seeds = [7, 8]
            sweep.axes = [
              { name = rule, path = training.optimizer.name, values = [adam, sgd] }
              { name = rate, path = training.optimizer.learning-rate, values = [1e-2, 1e-3] }
            ]
            """);

    assertThat(
            Design.of(spec)
                .points()
                .map(point -> point.point() + " " + point.cell() + " " + point.seed()))
        .containsExactly(
            "0 rule=adam,rate=0.01 7",
            "1 rule=adam,rate=0.01 8",
            "2 rule=adam,rate=0.001 7",
            "3 rule=adam,rate=0.001 8",
            "4 rule=sgd,rate=0.01 7",
            "5 rule=sgd,rate=0.01 8",
            "6 rule=sgd,rate=0.001 7",
            "7 rule=sgd,rate=0.001 8");
    assertThat(Design.of(spec).size()).isEqualTo(8);
  }

  @Test
  void withoutAxesThereIsTheBaseline() throws Exception {
    List<DesignPoint> points = Design.of(written.sweep("")).points().toList();

    assertThat(points).hasSize(1);
    assertThat(points.get(0).cell()).isEqualTo("baseline");
    assertThat(points.get(0).network()).isEqualTo(written.sweep("").network());
  }

  @Test
  void objectOverLayersChangesSeveralByName() throws Exception {
    List<DesignPoint> points =
        Design.of(
                written.axes(
                    "{ name = shape, path = network.layers, values = [{ label = wide, value {"
                        + " conv1 { filters = 32 }, block { repeat = 1, conv { kernel = 5 } } } }] }"))
            .points()
            .toList();

    List<LayerSpec> layers = points.get(points.size() - 1).network().layers();
    assertThat(((ConvSpec) layers.get(0)).filters()).isEqualTo(32);
    GroupSpec block = (GroupSpec) layers.get(2);
    assertThat(block.repeat()).isEqualTo(1);
    assertThat(((ConvSpec) block.layers().get(0)).kernel()).isEqualTo(5);
    assertThat(((DenseSpec) layers.get(3)).units()).isEqualTo(64);
  }

  @Test
  void starMatchesWithinOneName() throws Exception {
    List<DesignPoint> points =
        points("{ name = filters, path = \"network.layers.conv*.filters\", values = [4] }");

    assertThat(conv(points.get(0), 0).filters()).isEqualTo(4);
    assertThat(inner(points.get(0)).filters()).isEqualTo(16);
  }

  @Test
  void twoStarsCrossGroups() throws Exception {
    List<DesignPoint> points =
        points(
            "{ name = batch-norm, path = \"network.layers.**.batch-norm\", values = [true] }",
            "{ name = filters, path = \"network.layers.**.conv*.filters\", values = [4] }");

    assertThat(conv(points.get(0), 0).batchNorm()).isTrue();
    assertThat(conv(points.get(0), 0).filters()).isEqualTo(4);
    assertThat(inner(points.get(0)).batchNorm()).isTrue();
    assertThat(inner(points.get(0)).filters()).isEqualTo(4);
    assertThat(((DenseSpec) layer(points.get(0), 3)).batchNorm()).isTrue();
  }

  @Test
  void groupsAreVariedByRepeatAndTheirLayersByName() throws Exception {
    List<DesignPoint> points =
        points(
            "{ name = depth, path = network.layers.block.repeat, values = [0, 3] }",
            "{ name = kernel, path = network.layers.block.conv.kernel, values = [5] }");

    assertThat(points)
        .extracting(point -> ((GroupSpec) layer(point, 2)).repeat())
        .containsExactly(0, 3);
    assertThat(inner(points.get(0)).kernel()).isEqualTo(5);
  }

  @Test
  void valuesMayBeOfAnyType() throws Exception {
    List<DesignPoint> points =
        points(
            "{ name = padding, path = network.layers.conv1.padding, values = [valid, same, 2] }",
            "{ name = pool, path = network.layers.pool1.kind, values = [none] }",
            "{ name = act, path = \"network.layers.**.activation\", values = [tanh] }",
            "{ name = clip, path = training.clip-norm, values = [null, 1.0] }",
            "{ name = split, path = dataset.validation, values = [0.2] }");

    assertThat(points).hasSize(6);
    assertThat(points.get(5).cell()).isEqualTo("padding=2,pool=none,act=tanh,clip=1,split=0.2");
    assertThat(points.get(5).values())
        .extracting(AxisValue::label)
        .containsExactly("2", "none", "tanh", "1", 0.2);
    assertThat(points.get(4).training().clipNorm()).isNull();
    assertThat(points.get(5).training().clipNorm()).isEqualTo(1.0);
    assertThat(((PoolSpec) layer(points.get(0), 1)).kind()).isEqualTo(PoolSpec.Kind.NONE);
    assertThat(conv(points.get(0), 0).activation()).isEqualTo(ActivationFunction.TANH);
    assertThat(points.get(0).dataset().validation()).isEqualTo(0.2);
  }

  @Test
  void objectsAreLaidOverTheBaseline() throws Exception {
    List<DesignPoint> points =
        points(
            "{ name = rule, path = training.optimizer, values = [",
            "  { label = \"sgd 0.9\", value { name = sgd, momentum = 0.9 } }",
            "  { name = adam }",
            "] }",
            "{ name = rate, path = training.optimizer.learning-rate, values = [0.5] }");

    assertThat(points)
        .extracting(DesignPoint::cell)
        .containsExactly("rule=sgd 0.9,rate=0.5", "rule=name=adam,rate=0.5");
    assertThat(points.get(0).training().optimizer())
        .isEqualTo(new OptimizerSpec(OptimizerName.SGD, 0.5, 0.9, null, null, null, null, null));
    assertThat(points.get(1).training().optimizer())
        .isEqualTo(OptimizerSpec.of(OptimizerName.ADAM, 0.5));
  }

  @Test
  void layerOfAnotherTypeStandsAlone() throws Exception {
    List<DesignPoint> points =
        points(
            "{ name = head, path = network.layers.dense1, values = [",
            "  { label = pool, value { type = global-pool } }",
            "  { label = wide, value { units = 128 } }",
            "] }");

    assertThat(points.get(0).network().layers().get(3).toString())
        .isEqualTo("GlobalPoolSpec[name=dense1, kind=AVERAGE]");
    assertThat(((DenseSpec) layer(points.get(1), 3)).units()).isEqualTo(128);
  }

  @Test
  void wholeListsCanBeReplaced() throws Exception {
    List<DesignPoint> points =
        points(
            "{ name = network, path = network, values = [",
            "  { label = none, value { layers = [] } }",
            "  { label = one, value { layers = [{ name = a, type = dense, units = 3 }] } }",
            "] }");

    assertThat(points).extracting(point -> point.network().layers().size()).containsExactly(0, 1);
  }

  @Test
  void valuesThatDoNotGoTogetherAreAnInvalidPoint() throws Exception {
    List<DesignPoint> points =
        points(
            "{ name = normalise, path = dataset.normalise, values = [unit, given] }",
            "{ name = mean, path = dataset, values = [",
            "  { label = none, value { mean = [], deviation = [] } }",
            "  { label = half, value { mean = [0.5], deviation = [0.5] } }",
            "] }");

    assertThat(points)
        .extracting(point -> point.invalid().orElse("valid"))
        .containsExactly(
            "valid",
            "dataset.mean must be given for normalise = given, and only there",
            "dataset.mean must be given for normalise = given, and only there",
            "valid");
  }

  private List<DesignPoint> points(String... axes) throws Exception {
    return Design.of(written.axes(axes)).points().toList();
  }

  private static LayerSpec layer(DesignPoint point, int index) {
    return point.network().layers().get(index);
  }

  private static ConvSpec conv(DesignPoint point, int index) {
    return (ConvSpec) layer(point, index);
  }

  private static ConvSpec inner(DesignPoint point) {
    return (ConvSpec) ((GroupSpec) layer(point, 2)).layers().get(0);
  }
}
