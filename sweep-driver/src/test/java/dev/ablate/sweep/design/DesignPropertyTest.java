package dev.ablate.sweep.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.config.Written;
import dev.ablate.sweep.study.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Designs of random axes, conditions, constraints and zips against sets made by brute force. */
final class DesignPropertyTest {
  private static final List<String> PATHS =
      List.of(
          "training.epochs",
          "training.batch-size",
          "network.layers.conv1.filters",
          "network.layers.dense1.units");

  private static Path folder;

  @BeforeContainer
  static void make() throws IOException {
    folder = Files.createTempDirectory("designs");
  }

  @AfterContainer
  static void clean() throws IOException {
    Files.deleteIfExists(folder.resolve("x.conf"));
    Files.deleteIfExists(folder);
  }

  /**
   * A random sweep of axes {@code a, b, ...} with values 1, 2, ....
   *
   * @param sizes number of values of each axis
   * @param conditions axis i applies only where axis i - 1 is above this, unless 0
   * @param constraint the first axis is at least this much below the last
   * @param zip whether the first two axes, made equally long, move together
   */
  record Sketch(List<Integer> sizes, List<Integer> conditions, int constraint, boolean zip) {
    int axes() {
      return sizes.size();
    }

    int size(int axis) {
      return isZipped() && axis == 1 ? sizes.get(0) : sizes.get(axis);
    }

    boolean isZipped() {
      return zip && axes() > 1;
    }

    int threshold(int axis) {
      return axis == 0 ? 0 : conditions.get(axis);
    }
  }

  @Provide
  Arbitrary<Sketch> sketches() {
    return Arbitraries.integers()
        .between(1, PATHS.size())
        .flatMap(
            axes ->
                Combinators.combine(
                        Arbitraries.integers().between(1, 4).list().ofSize(axes),
                        Arbitraries.of(0, 0, 1, 2).list().ofSize(axes),
                        Arbitraries.integers().between(-4, 3),
                        Arbitraries.of(true, false))
                    .as(Sketch::new));
  }

  @Property(tries = 300)
  void gridIsTheSetByBruteForce(@ForAll("sketches") Sketch sketch) throws Exception {
    SweepSpec spec = load(sketch, "grid");

    List<String> points = Design.of(spec).points().map(DesignPropertyTest::shown).toList();

    assertThat(points).doesNotHaveDuplicates();
    assertThat(points).containsExactlyElementsOf(bruteForce(sketch));
    assertThat(Design.of(spec).size()).isEqualTo(points.size());
  }

  @Property(tries = 100)
  void everyDesignIsPartOfTheGridAndRepeats(
      @ForAll("sketches") Sketch sketch, @ForAll("designs") String design) throws Exception {
    List<String> points = points(sketch, design);

    assertThat(points).doesNotHaveDuplicates();
    assertThat(bruteForce(sketch)).containsAll(points);
    assertThat(points(sketch, design)).isEqualTo(points);
  }

  @Provide
  Arbitrary<String> designs() {
    return Arbitraries.of(
        "pairwise",
        "{ type = random, points = 5 }",
        "{ type = latin-hypercube, points = 7 }",
        "{ type = sobol, points = 8 }",
        "{ type = union, designs = [pairwise, grid] }");
  }

  @Property(tries = 100)
  void randomSampleIsAsLargeAsAskedOrAll(@ForAll("sketches") Sketch sketch) throws Exception {
    long admitted =
        bruteForce(sketch).stream().filter(point -> !point.endsWith("excluded")).count();

    assertThat(points(sketch, "{ type = random, points = 6 }"))
        .hasSize((int) Math.min(6, admitted));
  }

  private static List<String> points(Sketch sketch, String design) throws Exception {
    return Design.of(load(sketch, design)).points().map(DesignPropertyTest::shown).toList();
  }

  private static String shown(DesignPoint point) {
    return point.cell() + (point.excluded().isPresent() ? " excluded" : "");
  }

  private static SweepSpec load(Sketch sketch, String design) throws Exception {
    StringBuilder text = new StringBuilder("sweep.axes = [\n");
    for (int axis = 0; axis < sketch.axes(); axis++) {
      text.append("{ name = ").append(name(axis)).append(", path = ").append(PATHS.get(axis));
      text.append(", values = ")
          .append(IntStream.rangeClosed(1, sketch.size(axis)).boxed().toList());
      if (sketch.threshold(axis) > 0) {
        text.append(", when = \"%s > %d\"".formatted(name(axis - 1), sketch.threshold(axis)));
      }
      text.append(" }\n");
    }
    text.append("]\nsweep.design = ").append(design);
    text.append(
        "\nsweep.where = [\"a + %d <= %s\"]\n"
            .formatted(sketch.constraint(), name(sketch.axes() - 1))
            .replace("+ -", "- "));
    if (sketch.isZipped()) {
      text.append("sweep.zip = [[a, b]]\n");
    }
    return new Written(folder).sweep(text.toString());
  }

  private static String name(int axis) {
    return String.valueOf((char) ('a' + axis));
  }

  private static List<String> bruteForce(Sketch sketch) {
    Set<String> cells = new LinkedHashSet<>();
    int[] sizes = IntStream.range(0, sketch.axes()).map(sketch::size).toArray();
    new Odometer(sizes)
        .forEachRemaining(
            levels -> {
              if (!sketch.isZipped() || levels[0] == levels[1]) {
                cells.add(cell(sketch, levels));
              }
            });
    return List.copyOf(cells);
  }

  private static String cell(Sketch sketch, int[] levels) {
    List<String> parts = new ArrayList<>();
    Integer before = null;
    Integer last = null;
    for (int axis = 0; axis < levels.length; axis++) {
      int threshold = sketch.threshold(axis);
      boolean applies = threshold == 0 || (before != null && before > threshold);
      before = applies ? (Integer) (levels[axis] + 1) : null;
      last = before;
      if (applies) {
        parts.add(name(axis) + "=" + before);
      }
    }
    boolean excluded = last != null && levels[0] + 1 + sketch.constraint() > last;
    return String.join(",", parts) + (excluded ? " excluded" : "");
  }
}
