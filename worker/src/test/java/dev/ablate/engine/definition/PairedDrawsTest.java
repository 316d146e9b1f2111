package dev.ablate.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.BatchNormPosition;
import dev.ablate.model.ConvSpec;
import dev.ablate.model.DenseSpec;
import dev.ablate.model.DropoutSpec;
import dev.ablate.model.GroupSpec;
import dev.ablate.model.Initializer;
import dev.ablate.model.LayerSpec;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSpec;
import dev.ablate.model.Padding;
import dev.ablate.model.RecurrentSpec;
import dev.ablate.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What two networks have in common begins alike in both, or an ablation compares more than it. */
class PairedDrawsTest {

  private static final Shape INPUT = new Shape(2, 6, 6);

  /** Where an array is: its layer's name, which of its arrays, its shape. */
  private record Place(String layer, int array, List<Long> shape) {}

  @Property(tries = 200)
  void layersOfOneNameAndShapeBeginAlike(
      @ForAll("bodies") List<LayerSpec> first,
      @ForAll("bodies") List<LayerSpec> second,
      @ForAll long seed) {
    Map<Place, List<Double>> weights = weights(first, seed);

    weights(second, seed)
        .forEach(
            (place, values) -> {
              if (weights.containsKey(place)) {
                assertThat(values).as("%s", place).isEqualTo(weights.get(place));
              }
            });
  }

  @Property(tries = 100)
  void layersOfDifferentNamesDoNot(@ForAll("bodies") List<LayerSpec> body, @ForAll long seed) {
    List<List<Double>> drawn = new ArrayList<>();
    weights(body, seed).values().stream().filter(PairedDrawsTest::varies).forEach(drawn::add);

    for (int i = 0; i < drawn.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(drawn.get(i).get(0) / drawn.get(i).get(1))
            .isNotEqualTo(drawn.get(j).get(0) / drawn.get(j).get(1));
      }
    }
  }

  @Test
  void batchNormActivationAndDropoutMoveNothing() {
    List<LayerSpec> plain = List.of(conv("a", false, 0), conv("b", false, 0), dense("c", 5));
    List<LayerSpec> rich =
        List.of(
            conv("a", true, 0.3), conv("b", true, 0), new DropoutSpec("drop", 0.5), dense("c", 5));
    Map<Place, List<Double>> wanted = weights(plain, 7);
    Map<Place, List<Double>> actual = weights(rich, 7);

    assertThat(actual).containsAllEntriesOf(wanted).hasSizeGreaterThan(wanted.size());
  }

  /** Up to five layers in a fixed order, each there or not, with random settings. */
  @Provide
  Arbitrary<List<LayerSpec>> bodies() {
    Arbitrary<Boolean> there = Arbitraries.of(true, false);
    Arbitrary<Boolean> norm = Arbitraries.of(true, false);
    Arbitrary<Double> dropout = Arbitraries.of(0.0, 0.2, 0.5);
    Arbitrary<Integer> repeat = Arbitraries.integers().between(0, 3);
    Arbitrary<Integer> recurrent = Arbitraries.integers().between(0, 2);
    Arbitrary<Integer> units = Arbitraries.of(5, 6);
    return Combinators.combine(there, norm, dropout, repeat, recurrent, units)
        .as(
            (stem, normed, rate, copies, stacked, width) -> {
              List<LayerSpec> layers = new ArrayList<>();
              if (stem) {
                layers.add(conv("stem", normed, rate));
              }
              layers.add(
                  new GroupSpec(
                      "block",
                      copies,
                      List.of(conv("a", !normed, 0), conv("b", normed, rate)),
                      stem));
              if (stacked > 0) {
                layers.add(
                    new RecurrentSpec(
                        "rows",
                        RecurrentSpec.Cell.GRU,
                        width,
                        stacked,
                        rate,
                        Initializer.HE_NORMAL));
              }
              layers.add(dense("dense", width));
              return layers;
            });
  }

  private static boolean varies(List<Double> values) {
    return values.stream().distinct().count() > 2;
  }

  private static Map<Place, List<Double>> weights(List<LayerSpec> layers, long seed) {
    Network network = new NetworkSpec(layers).network(3);
    ParameterLayout layout = ParameterLayout.of(network, INPUT);
    double[] flat = InitialWeights.draw(layout, seed);
    Map<String, Integer> arrays = new HashMap<>();
    Map<Place, List<Double>> weights = new HashMap<>();
    for (Segment segment : layout.segments()) {
      int array = arrays.merge(segment.layer(), 1, Integer::sum);
      int from = Math.toIntExact(segment.offset());
      weights.put(
          new Place(segment.layer(), array, segment.shape()),
          Arrays.stream(flat, from, from + Math.toIntExact(segment.length())).boxed().toList());
    }
    return weights;
  }

  private static LayerSpec conv(String name, boolean batchNorm, double dropout) {
    return new ConvSpec(
        name,
        4,
        3,
        1,
        Padding.SAME,
        1,
        ActivationFunction.RELU,
        batchNorm,
        BatchNormPosition.BEFORE,
        true,
        dropout,
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
        Initializer.HE_NORMAL);
  }
}
