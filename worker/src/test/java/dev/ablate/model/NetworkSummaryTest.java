package dev.ablate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ablate.model.GroupSpec.Join;
import dev.ablate.model.GroupSpec.ShortcutKind;
import dev.ablate.model.GroupSpec.ShortcutPosition;
import dev.ablate.spec.InvalidSpecException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Totals worked out by hand. */
class NetworkSummaryTest {

  private static final Shape IMAGE = new Shape(3, 8, 8);

  @Test
  void countsWeightsBiasesAndStatistics() {
    NetworkSummary summary = summary(conv("conv", 16, true), dense("dense", 10));

    // Convolution 16*3*3*3 + 16, norm 4*16 of which 2*16 trained, dense 16*8*8*10 + 10, output.
    assertThat(summary.parameters()).isEqualTo(448 + 64 + 10_250 + 55);
    assertThat(summary.trainable()).isEqualTo(448 + 32 + 10_250 + 55);
    assertThat(summary.macs()).isEqualTo(432 * 64 + 10_240 + 50);
    assertThat(summary.layers().stream().map(LayerSummary::name))
        .containsExactly(
            "conv", "conv.batch-norm", "conv.activation", "dense", "dense.activation", "output");
  }

  /** As PyTorch counts {@code Conv2d(16, 32, 3, groups)}. */
  @ParameterizedTest
  @CsvSource({
    "1, 4640, 4608",
    "4, 1184, 1152",
    "16, 320, 288",
    "depthwise, 320, 288",
  })
  void groupsDivideWeightsAndOperations(String groups, long parameters, long macsOfPlace) {
    LayerSummary layer =
        summary(conv("stem", 16, false), grouped(32, Groups.of(groups))).layers().get(2);

    assertThat(layer.parameters()).isEqualTo(parameters);
    assertThat(layer.macs()).isEqualTo(macsOfPlace * 64);
  }

  @Test
  void groupsAreToDivideChannelsAndFilters() {
    assertThatThrownBy(() -> summary(grouped(32, new Groups(2))))
        .isInstanceOf(InvalidNetworkException.class)
        .hasMessage(
            "grouped: groups must divide the channels of its input and its filters, but 2 do not"
                + " divide 3 and 32");
  }

  /** Where the channels are known, which is everywhere but over the images. */
  @Test
  void oneAChannelIsANumber() {
    assertThat(network(conv("stem", 16, false), grouped(32, Groups.DEPTHWISE)))
        .isEqualTo(network(conv("stem", 16, false), grouped(32, new Groups(16))));
  }

  /** One number in goes to the filters of its group alone. */
  @Test
  void initialWeightsAreThoseOfWhatAFilterSees() {
    Layer layer =
        network(conv("stem", 16, false), grouped(32, new Groups(4))).layers().get(2).layer();

    assertThat(layer.parameters(new Shape(16, 8, 8)).get(1).start())
        .isEqualTo(new Parameter.Drawn(Initializer.XAVIER_UNIFORM, 4 * 9, 8 * 9));
  }

  @Test
  void aResidualGroupAddsItsInput() {
    NetworkSummary summary =
        summary(conv("stem", 4, false), residual(2, conv("a", 4, false), conv("b", 4, false)));

    assertThat(summary.layers().stream().map(LayerSummary::name).filter(n -> n.startsWith("block")))
        .containsExactly(
            "block.1.a",
            "block.1.a.activation",
            "block.1.b",
            "block.1.b.activation",
            "block.1.shortcut",
            "block.2.a",
            "block.2.a.activation",
            "block.2.b",
            "block.2.b.activation",
            "block.2.shortcut");
    assertThat(summary.parameters()).isEqualTo(112 + 4 * 148 + 256 * 5 + 5);
  }

  @Test
  void aResidualGroupKeepsTheShape() {
    assertThatThrownBy(() -> summary(residual(1, conv("a", 4, false))))
        .isInstanceOf(InvalidNetworkException.class)
        .hasMessage(
            "block.1.shortcut: 3x8x8 cannot be added to 4x8x8, which has another shape;"
                + " shortcut = projection adapts channels and stride");
  }

  /** The first copy of {@code layer2} of torchvision's residual networks, by their names. */
  @Test
  void aProjectionAdaptsChannelsAndStride() {
    NetworkSummary summary = summary(conv("stem", 4, false), projected(ShortcutKind.PROJECTION));

    assertThat(summary.layers().stream().map(layer -> layer.name() + " " + layer.output()).toList())
        .containsSubsequence(
            "stem.activation 4x8x8",
            "block.1.projection 6x4x4",
            "block.1.projection.batch-norm 6x4x4",
            "block.1.branch 4x8x8",
            "block.1.a 6x4x4",
            "block.1.a.batch-norm 6x4x4",
            "block.1.a.activation 6x4x4",
            "block.1.b 6x4x4",
            "block.1.b.batch-norm 6x4x4",
            "block.1.shortcut 6x4x4",
            "block.1.b.activation 6x4x4",
            "block.2.a 6x4x4",
            "block.2.a.batch-norm 6x4x4",
            "block.2.a.activation 6x4x4",
            "block.2.b 6x4x4",
            "block.2.b.batch-norm 6x4x4",
            "block.2.shortcut 6x4x4",
            "block.2.b.activation 6x4x4");
    // stem, first copy, second copy, projection (biased as the convolutions are), their norms.
    long first = 6 * 4 * 9 + 6 + 6 * 6 * 9 + 6;
    long second = 2 * (6 * 6 * 9 + 6);
    long projection = 6 * 4 + 6;
    assertThat(summary.parameters())
        .isEqualTo(112 + first + second + projection + 5 * 4 * 6 + 6 * 16 * 5 + 5);
  }

  /** A block of DenseNet with a growth of 2, then a transition that knows its channels. */
  @Test
  void aConcatenationPutsChannelsBehindEachOther() {
    NetworkSummary summary =
        summary(
            conv("stem", 4, false),
            joined(3, null, conv("a", 2, false)),
            grouped(10, new Groups(10)));

    assertThat(summary.layers().stream().filter(layer -> layer.kind().equals("concatenation")))
        .extracting(LayerSummary::name, LayerSummary::input, LayerSummary::output)
        .containsExactly(
            tuple("block.1.shortcut", new Shape(2, 8, 8), new Shape(6, 8, 8)),
            tuple("block.2.shortcut", new Shape(2, 8, 8), new Shape(8, 8, 8)),
            tuple("block.3.shortcut", new Shape(2, 8, 8), new Shape(10, 8, 8)));
    assertThat(summary.parameters())
        .isEqualTo(112 + 3 * 2 + (4 + 6 + 8) * 18 + 10 * 9 + 10 + 640 * 5 + 5);
    assertThat(
            network(
                conv("stem", 4, false),
                joined(3, null, conv("a", 2, false)),
                grouped(10, Groups.DEPTHWISE)))
        .isEqualTo(
            network(
                conv("stem", 4, false),
                joined(3, null, conv("a", 2, false)),
                grouped(10, new Groups(10))));
  }

  @Test
  void aConcatenationIsProjectedWhereTheStrideDiffersAlone() {
    NetworkSummary summary = summary(conv("stem", 4, false), joined(2, 2, conv("a", 2, false)));

    assertThat(summary.layers())
        .extracting(layer -> layer.name() + " " + layer.output())
        .containsSubsequence(
            "block.1.projection 2x4x4",
            "block.1.branch 4x8x8",
            "block.1.a 2x4x4",
            "block.1.shortcut 4x4x4",
            "block.2.a 2x4x4",
            "block.2.shortcut 6x4x4");
  }

  @Test
  void aConcatenationKeepsHeightAndWidth() {
    assertThatThrownBy(
            () ->
                summary(
                    new GroupSpec(
                        "block",
                        1,
                        List.of(conv("a", 2, false)),
                        true,
                        ShortcutKind.IDENTITY,
                        ShortcutPosition.AFTER,
                        Join.CONCAT,
                        0,
                        2,
                        1)))
        .isInstanceOf(InvalidNetworkException.class)
        .hasMessage(
            "block.1.shortcut: 3x8x8 cannot be put beside 2x4x4, which has another height or width;"
                + " shortcut = projection adapts the stride");
  }

  /** In front of the sum, behind the batch norm that the projection's follows. */
  @Test
  void stochasticDepthLeavesTheShortcutAlone() {
    NetworkSummary summary =
        summary(
            conv("stem", 4, false),
            new GroupSpec(
                "block",
                1,
                List.of(conv("a", 6, true), conv("b", 6, true)),
                true,
                ShortcutKind.PROJECTION,
                ShortcutPosition.BEFORE,
                Join.SUM,
                0.2,
                null,
                1));

    assertThat(summary.layers())
        .extracting(LayerSummary::name)
        .containsSubsequence(
            "block.1.projection.batch-norm",
            "block.1.branch",
            "block.1.b.batch-norm",
            "block.1.stochastic-depth",
            "block.1.shortcut",
            "block.1.b.activation");
  }

  @Test
  void aShortcutOfNoneIsNone() {
    NetworkSummary summary = summary(conv("stem", 4, false), projected(ShortcutKind.NONE));

    assertThat(summary.layers().stream().map(LayerSummary::kind))
        .doesNotContain("shortcut", "branch");
  }

  @Test
  void aResidualGroupKeepsItsOwnNames() {
    assertThatThrownBy(() -> residual(1, conv("projection", 4, false)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("must not be named branch, projection, shortcut or");
  }

  private static LayerSpec projected(ShortcutKind kind) {
    return new GroupSpec(
        "block",
        2,
        List.of(conv("a", 6, true), conv("b", 6, true)),
        true,
        kind,
        ShortcutPosition.BEFORE,
        Join.SUM,
        0,
        2,
        1);
  }

  private static NetworkSummary summary(LayerSpec... layers) {
    return NetworkSummary.of(network(layers), IMAGE);
  }

  private static Network network(LayerSpec... layers) {
    return new NetworkSpec(List.of(layers)).network(5);
  }

  private static LayerSpec grouped(int filters, Groups groups) {
    return new ConvSpec(
        "grouped",
        filters,
        3,
        1,
        Padding.SAME,
        1,
        groups,
        ActivationFunction.RELU,
        false,
        BatchNormPosition.BEFORE,
        true,
        0,
        Initializer.XAVIER_UNIFORM,
        1);
  }

  private static LayerSpec joined(int repeat, Integer stride, LayerSpec layer) {
    return new GroupSpec(
        "block",
        repeat,
        List.of(layer),
        true,
        ShortcutKind.PROJECTION,
        ShortcutPosition.AFTER,
        Join.CONCAT,
        0,
        stride,
        1);
  }

  private static LayerSpec residual(int repeat, LayerSpec... layers) {
    return new GroupSpec("block", repeat, List.of(layers), true);
  }

  private static LayerSpec conv(String name, int filters, boolean batchNorm) {
    return new ConvSpec(
        name,
        filters,
        3,
        1,
        Padding.SAME,
        1,
        ActivationFunction.RELU,
        batchNorm,
        BatchNormPosition.BEFORE,
        true,
        0,
        Initializer.XAVIER_UNIFORM);
  }

  private static LayerSpec dense(String name, int units) {
    return new DenseSpec(
        name,
        units,
        ActivationFunction.RELU,
        false,
        BatchNormPosition.BEFORE,
        true,
        0,
        Initializer.XAVIER_UNIFORM);
  }
}
