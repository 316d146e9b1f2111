package dev.ablate.sweep.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ablate.model.NetworkSpec;
import dev.ablate.sweep.config.Written;
import dev.ablate.sweep.study.SweepSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Designs beside the grid, and what narrows them. */
final class DesignTest {
  private static final String RULE =
      "{ name = rule, path = training.optimizer.name, values = [adam, sgd, rmsprop] }\n";
  private static final String RATE =
      "{ name = rate, path = training.optimizer.learning-rate, values = [1e-1, 1e-2, 1e-3] }\n";
  private static final String FILTERS =
      "{ name = filters, path = network.layers.conv1.filters, values = [4, 8, 16, 32] }\n";
  private static final String RANGES =
      """
      { name = rate, path = training.optimizer.learning-rate
        range { low = 1e-4, high = 1e-1, scale = log } }
      { name = units, path = network.layers.dense1.units, range { low = 10, high = 19 } }
      """;

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  @Test
  void oneFactorAtATimeVariesTheBaseline() throws Exception {
    assertThat(cells(RULE + RATE, "sweep.design = one-factor-at-a-time"))
        .containsExactly(
            "rule=adam,rate=0.001",
            "rule=sgd,rate=0.001",
            "rule=rmsprop,rate=0.001",
            "rule=adam,rate=0.1",
            "rule=adam,rate=0.01");
  }

  @Test
  void baselineBesideTheValuesIsAValueToo() throws Exception {
    assertThat(
            cells(
                "{ name = epochs, path = training.epochs, values = [5, 9] }",
                "sweep.design = one-factor-at-a-time"))
        .containsExactly("epochs=3", "epochs=5", "epochs=9");
  }

  @Test
  void ablationLeavesOutOnePartAtATime() throws Exception {
    SweepSpec spec =
        sweep(
            """
            { name = without, leave-out = [
              pool1, block, dense1
              { name = training-time, path = training.epochs, value = 1 }
            ] }
            """,
            "");

    List<DesignPoint> points = Design.of(spec).points().toList();
    assertThat(points)
        .extracting(DesignPoint::cell)
        .containsExactly(
            "without=nothing",
            "without=pool1",
            "without=block",
            "without=dense1",
            "without=training-time");
    assertThat(points)
        .extracting(point -> layers(point.network()))
        .containsExactly(
            List.of("conv1", "pool1", "block.1.conv", "block.2.conv", "dense1", "output"),
            List.of("conv1", "block.1.conv", "block.2.conv", "dense1", "output"),
            List.of("conv1", "pool1", "dense1", "output"),
            List.of("conv1", "pool1", "block.1.conv", "block.2.conv", "output"),
            List.of("conv1", "pool1", "block.1.conv", "block.2.conv", "dense1", "output"));
    assertThat(points.get(4).training().epochs()).isEqualTo(1);
  }

  private static List<String> layers(NetworkSpec network) {
    return network.network(10).layers().stream()
        .map(layer -> layer.name())
        .filter(name -> !name.endsWith(".activation"))
        .toList();
  }

  @Test
  void randomSampleIsDistinctAndRepeats() throws Exception {
    String design = "sweep.design { type = random, points = 10 }";

    List<String> cells = cells(RULE + RATE + FILTERS, design);

    assertThat(cells).hasSize(10).doesNotHaveDuplicates();
    assertThat(cells(RULE + RATE + FILTERS, "sweep.design = grid")).containsSubsequence(cells);
    assertThat(cells(RULE + RATE + FILTERS, design)).isEqualTo(cells);
    assertThat(
            cells(RULE + RATE + FILTERS, "sweep.design { type = random, points = 10, seed = 2 }"))
        .isNotEqualTo(cells);
  }

  @Test
  void randomSampleOfMoreThanThereAreIsTheGrid() throws Exception {
    assertThat(cells(RULE + RATE, "sweep.design { type = random, points = 99 }"))
        .isEqualTo(cells(RULE + RATE, "sweep.design = grid"));
    assertThat(
            Design.of(sweep(RULE + RATE, "sweep.design { type = random, points = 99 }")).notices())
        .containsExactly(
            "sweep.design: random has 9 points instead of 99: there are no more that differ and meet"
                + " sweep.where");
  }

  @Test
  void randomSampleMeetsConstraints() throws Exception {
    assertThat(
            cells(
                RULE + FILTERS,
                "sweep.design { type = random, points = 4 }\nsweep.where = \"filters > 8\""))
        .hasSize(4)
        .allMatch(cell -> cell.matches(".*filters=(16|32)"));
  }

  @Test
  void rangesAreDrawnOnTheirScale() throws Exception {
    List<DesignPoint> points =
        Design.of(sweep(RANGES, "sweep.design { type = random, points = 400 }")).points().toList();

    assertThat(points).hasSize(400);
    assertThat(points.stream().filter(point -> rate(point) < Math.sqrt(1e-5)).count())
        .isBetween(160L, 240L);
    assertThat(points).allMatch(point -> rate(point) >= 1e-4 && rate(point) <= 1e-1);
    assertThat(points.stream().map(point -> point.values().get(1).label()).distinct())
        .containsExactlyInAnyOrder(10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0);
  }

  @Test
  void wholeNumbersStayInARangeOfFractions() throws Exception {
    for (String scale : List.of("linear", "log")) {
      String units =
          "{ name = units, path = network.layers.dense1.units, range { low = 0.5, high = 3.7, scale = "
              + scale
              + ", steps = 9 } }";

      assertThat(cells(units, "")).containsExactly("units=1", "units=2", "units=3");
      assertThat(cells(units, "sweep.design { type = random, points = 3 }"))
          .containsExactlyInAnyOrder("units=1", "units=2", "units=3");
      assertThat(cells(units, "sweep.design { type = latin-hypercube, points = 40 }"))
          .containsOnly("units=1", "units=2", "units=3");
    }
  }

  @Test
  void roundingDoesNotLeaveARange() throws Exception {
    String rate =
        "{ name = rate, path = training.optimizer.learning-rate,"
            + " range { low = 0.123456499, high = 0.1234565, steps = 3 } }";

    assertThat(Design.of(sweep(rate, "")).points())
        .allMatch(point -> rate(point) >= 0.123456499 && rate(point) <= 0.1234565);
  }

  @Test
  void sampleThatConstraintsHardlyAdmitEndsAndSaysSo() throws Exception {
    SweepSpec spec =
        sweep(
            RANGES,
            "sweep.design { type = random, points = 9 }\nsweep.where = \"rate < 0.000100001\"");

    Design design = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Design.of(spec));

    assertThat(design.size()).isLessThan(9);
    assertThat(design.notices()).hasSize(1);
    assertThat(design.notices().get(0))
        .matches(
            "sweep\\.design: random has [0-8] points instead of 9: of 200,900 draws no more differed"
                + " and met sweep\\.where; loosen that, or widen the ranges");
  }

  @Test
  void largeSampleOfRangesIsDrawnInTimeThatGrowsWithItsSize() throws Exception {
    SweepSpec spec = sweep(RANGES + RULE, "sweep.design { type = random, points = 20000 }");

    Design design = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Design.of(spec));

    assertThat(design.size()).isEqualTo(20_000);
    assertThat(design.notices()).isEmpty();
  }

  @Test
  void sampleOfMoreCombinationsThanCanBeCounted() throws Exception {
    StringBuilder axes = new StringBuilder();
    for (int i = 0; i < 17; i++) {
      axes.append(
          "{ name = a%d, path = network.layers.l%d.units, values = [%s] }\n"
              .formatted(
                  i,
                  i,
                  IntStream.rangeClosed(1, 16)
                      .mapToObj(String::valueOf)
                      .collect(Collectors.joining(","))));
    }
    String layers =
        IntStream.range(0, 17)
            .mapToObj("{ name = l%d, type = dense, units = 4 }"::formatted)
            .collect(Collectors.joining("\n"));

    assertThat(
            cells(
                axes.toString(),
                "sweep.network.layers = [\n"
                    + layers
                    + "\n]\nsweep.design { type = random, points = 5 }"))
        .hasSize(5)
        .doesNotHaveDuplicates();
  }

  @Test
  void latinHypercubeHasOnePointInEachStratum() throws Exception {
    List<DesignPoint> points =
        Design.of(sweep(RANGES + FILTERS, "sweep.design { type = latin-hypercube, points = 20 }"))
            .points()
            .toList();

    Set<Integer> strata = new HashSet<>();
    points.forEach(point -> strata.add((int) ((Math.log10(rate(point)) + 4) / 3 * 20)));
    assertThat(strata).hasSize(20);
    assertThat(points.stream().filter(point -> point.cell().endsWith("filters=32"))).hasSize(5);
  }

  @Test
  void sobolHalvesEveryAxisEvenly() throws Exception {
    List<DesignPoint> points =
        Design.of(sweep(RANGES, "sweep.design { type = sobol, points = 64, seed = 0 }"))
            .points()
            .toList();

    assertThat(points).hasSize(64);
    assertThat(points.stream().filter(point -> rate(point) < Math.sqrt(1e-5))).hasSize(32);
    assertThat(points.stream().filter(point -> (double) point.values().get(1).label() < 15))
        .hasSize(32);
  }

  @Test
  void rangeWithStepsIsAGridAxis() throws Exception {
    assertThat(
            cells(
                "{ name = rate, path = training.optimizer.learning-rate,"
                    + " range { low = 1e-4, high = 1e-1, scale = log, steps = 4 } }",
                ""))
        .containsExactly("rate=0.0001", "rate=0.001", "rate=0.01", "rate=0.1");
  }

  @Test
  void fractionalFactorialIsBalancedAndNamesItsAliases() throws Exception {
    String axes =
        IntStream.range(0, 4)
            .mapToObj("abcd"::charAt)
            .map(
                name ->
                    "{ name = %c, path = %s, values = [1, 2] }".formatted(name, PATHS[name - 'a']))
            .reduce("", (left, right) -> left + right + "\n");

    Design design =
        Design.of(sweep(axes, "sweep.design { type = fractional-factorial, resolution = 4 }"));

    assertThat(design.points().map(DesignPoint::cell))
        .containsExactly(
            "a=1,b=1,c=1,d=1",
            "a=1,b=1,c=2,d=2",
            "a=1,b=2,c=1,d=2",
            "a=1,b=2,c=2,d=1",
            "a=2,b=1,c=1,d=2",
            "a=2,b=1,c=2,d=1",
            "a=2,b=2,c=1,d=1",
            "a=2,b=2,c=2,d=2");
    assertThat(design.aliases())
        .containsExactly(
            "a = b*c*d",
            "b = a*c*d",
            "c = a*b*d",
            "d = a*b*c",
            "a*b = c*d",
            "a*c = b*d",
            "a*d = b*c");
  }

  private static final String[] PATHS = {
    "training.epochs", "network.layers.conv1.kernel", "network.layers.conv1.stride", "training.l2"
  };

  @Test
  void pairwiseCoversEveryPair() throws Exception {
    List<DesignPoint> points =
        Design.of(sweep(RULE + RATE + FILTERS, "sweep.design = pairwise")).points().toList();

    Set<String> pairs = new HashSet<>();
    for (DesignPoint point : points) {
      for (int a = 0; a < 3; a++) {
        for (int b = a + 1; b < 3; b++) {
          pairs.add(point.values().get(a) + " " + point.values().get(b));
        }
      }
    }
    assertThat(pairs).hasSize(3 * 3 + 3 * 4 + 3 * 4);
    assertThat(points).hasSizeBetween(12, 14);
  }

  /** The pairs a=2 c=1 and b=2 c=1 are possible, but not in the row that a=2 b=2 begins. */
  @Test
  void pairwiseCoversWhatConstraintsAllow() throws Exception {
    String axes =
        """
        { name = a, path = training.batch-size, values = [1, 2] }
        { name = b, path = training.epochs, values = [1, 2] }
        { name = c, path = network.layers.conv1.filters, values = [1, 2] }
        { name = d, path = network.layers.dense1.units, values = [1, 2] }
        """;
    String more =
        "sweep.design = pairwise\nsweep.where = [\"a == 1 or c == 1\", \"b == 1 or c == 2\"]";
    List<DesignPoint> points = Design.of(sweep(axes, more)).points().toList();

    Set<String> pairs = new HashSet<>();
    for (DesignPoint point : points) {
      assertThat(point.excluded()).isEmpty();
      for (int i = 0; i < 4; i++) {
        for (int j = i + 1; j < 4; j++) {
          pairs.add(point.values().get(i) + " " + point.values().get(j));
        }
      }
    }
    // Of 24, these three cannot be: a=2 c=2, b=2 c=1, a=2 b=2.
    assertThat(pairs).hasSize(21).contains("a=2 c=1");
  }

  @Test
  void baselineThatIsNotSetLeavesConstraintsAsTheyAre() throws Exception {
    List<DesignPoint> points =
        Design.of(
                sweep(
                    "{ name = clip, path = training.clip-norm, values = [0.5, 1, 2] }",
                    "sweep.design = one-factor-at-a-time\nsweep.where = \"clip <= 1\""))
            .points()
            .toList();

    assertThat(points)
        .filteredOn(point -> point.excluded().isEmpty())
        .extracting(DesignPoint::cell)
        .containsExactly("clip=unset", "clip=0.5", "clip=1");
  }

  @Test
  void listIsWhatIsWritten() throws Exception {
    assertThat(
            cells(
                RULE + RATE + FILTERS,
                "sweep.design { type = list, cells = [{ rule = sgd, filters = 16 }, { rate = 1e-2 }, {}] }"))
        .containsExactly(
            "rule=sgd,rate=0.001,filters=16",
            "rule=adam,rate=0.01,filters=8",
            "rule=adam,rate=0.001,filters=8");
  }

  @Test
  void unionHasEachCellOnce() throws Exception {
    assertThat(
            cells(
                RULE + FILTERS,
                """
                sweep.design { type = union, designs = [
                  one-factor-at-a-time
                  { type = list, cells = [{ rule = sgd, filters = 32 }, { rule = sgd }] }
                ] }
                """))
        .containsExactly(
            "rule=adam,filters=8",
            "rule=sgd,filters=8",
            "rule=rmsprop,filters=8",
            "rule=adam,filters=4",
            "rule=adam,filters=16",
            "rule=adam,filters=32",
            "rule=sgd,filters=32");
  }

  @Test
  void zippedAxesMoveTogether() throws Exception {
    assertThat(cells(RULE + FILTERS + RATE, "sweep.zip = [[rule, rate]]"))
        .hasSize(12)
        .startsWith("rule=adam,filters=4,rate=0.1", "rule=adam,filters=8,rate=0.1")
        .endsWith("rule=rmsprop,filters=32,rate=0.001");
  }

  @Test
  void axisAppliesOnlyWhereItsConditionHolds() throws Exception {
    SweepSpec spec =
        sweep(
            RULE
                + """
                { name = momentum, path = training.optimizer.momentum, values = [0.5, 0.9]
                  when = "rule == 'sgd'" }
                { name = nesterov, path = training.l2, values = [1, 2], when = "momentum > 0.6" }
                """,
            "");

    List<DesignPoint> points = Design.of(spec).points().toList();

    assertThat(points)
        .extracting(DesignPoint::cell)
        .containsExactly(
            "rule=adam",
            "rule=sgd,momentum=0.5",
            "rule=sgd,momentum=0.9,nesterov=1",
            "rule=sgd,momentum=0.9,nesterov=2",
            "rule=rmsprop");
    assertThat(points.get(0).values().get(1)).isEqualTo(new AxisValue("momentum", null));
    assertThat(points.get(0).training().optimizer().momentum()).isNull();
    assertThat(Design.of(spec).size()).isEqualTo(5);
  }

  @Test
  void constraintExcludesPointsAndSaysWhich() throws Exception {
    SweepSpec spec =
        sweep(
            FILTERS + "{ name = units, path = network.layers.dense1.units, values = [8, 16] }",
            "sweep.where = [\"units >= filters\", \"filters != 4\"]");

    assertThat(
            Design.of(spec)
                .points()
                .map(point -> point.cell() + " " + point.excluded().orElse("admitted")))
        .containsExactly(
            "filters=4,units=8 excluded by \"filters != 4\"",
            "filters=4,units=16 excluded by \"filters != 4\"",
            "filters=8,units=8 admitted",
            "filters=8,units=16 admitted",
            "filters=16,units=8 excluded by \"units >= filters\"",
            "filters=16,units=16 admitted",
            "filters=32,units=8 excluded by \"units >= filters\"",
            "filters=32,units=16 excluded by \"units >= filters\"");
  }

  private SweepSpec sweep(String axes, String more) throws Exception {
    return written.sweep("sweep.axes = [\n" + axes + "\n]\n" + more + "\n");
  }

  private List<String> cells(String axes, String more) throws Exception {
    return Design.of(sweep(axes, more)).points().map(DesignPoint::cell).toList();
  }

  private static double rate(DesignPoint point) {
    return point.training().optimizer().learningRate();
  }
}
