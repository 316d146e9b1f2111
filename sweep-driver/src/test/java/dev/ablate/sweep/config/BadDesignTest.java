package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when a design does not fit its axes. */
final class BadDesignTest {
  private static final String AXES =
      """
      sweep.axes = [
        { name = rule, path = training.optimizer.name, values = [adam, sgd, rmsprop] }
        { name = filters, path = network.layers.conv1.filters, values = [4, 8] }
      ]
      """;

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  private List<String> problems(String more) {
    return written.problems(AXES + more);
  }

  @Test
  void unknownDesign() {
    assertThat(problems("sweep.design = gird"))
        .containsExactly(
            "x.conf: 19: sweep.design must be one of grid, one-factor-at-a-time, random,"
                + " latin-hypercube, sobol, fractional-factorial, pairwise, list, union, but was gird;"
                + " did you mean grid?");
  }

  @Test
  void designWithoutItsSize() {
    assertThat(problems("sweep.design = random"))
        .containsExactly("x.conf: 19: sweep.design.points must be given: Number of combinations");
  }

  @Test
  void layersThatNoNetworkHasAreNotDrawn() {
    assertThat(problems("sweep.inspect { at-iterations = [0], layers = [conv1, pol1] }"))
        .containsExactly(
            "x.conf: 19: sweep.inspect.layers: no network of this study has a layer pol1; did you"
                + " mean pool1?");
  }

  @Test
  void layersThatAnAxisBringsMayBeDrawn() throws ConfigException {
    assertThat(
            written
                .sweep(
                    """
                    sweep.axes = [
                      { name = norm, path = network.layers.conv1.batch-norm, values = [true, false] }
                    ]
                    sweep.inspect.layers = [conv1.batch-norm, block.1.conv.activation]
                    """)
                .inspect()
                .layers())
        .hasSize(2);
  }

  @Test
  void conditionOnAnUnknownAxis() {
    assertThat(problems("sweep.where = [\"filter > 4\"]"))
        .containsExactly(
            "x.conf: 19: sweep.where: filter is not an axis (did you mean filters?) in \"filter > 4\"");
  }

  @Test
  void protectedPointsAreConditionsToo() {
    assertThat(problems("sweep.stopping { type = asha, protect = [\"filter > 4\"] }"))
        .containsExactly(
            "x.conf: 19: sweep.stopping.protect: filter is not an axis (did you mean filters?) in"
                + " \"filter > 4\"");
  }

  @Test
  void stoppingNeedsAValidationPart() {
    assertThat(problems("sweep.stopping = median\nsweep.dataset.validation = 0"))
        .containsExactly(
            "x.conf: 19: sweep.stopping compares validation accuracies, but"
                + " sweep.dataset.validation is 0; set it above 0, or sweep.stopping to none");
  }

  @Test
  void conditionThatCannotBeRead() {
    assertThat(problems("sweep.where = [\"filters >\"]"))
        .containsExactly(
            "x.conf: 19: sweep.where[0] is no condition: \"filters >\" wants a value where it has the"
                + " end");
  }

  @Test
  void conditionThatDoesNotCompare() {
    assertThat(problems("sweep.where = [\"filters == 'four'\"]"))
        .containsExactly(
            "x.conf: 19: sweep.where: \"filters == 'four'\" cannot compare a number == a text");
  }

  @Test
  void conditionOnALaterAxis() {
    assertThat(
            written.axisProblems(
                "{ name = a, path = training.epochs, values = [1], when = \"b == 1\" }",
                "{ name = b, path = training.l2, values = [1] }"))
        .containsExactly("x.conf: 16: sweep.axes.a.when: b is not written before in \"b == 1\"");
  }

  @Test
  void zipOfAxesOfUnequalLength() {
    assertThat(problems("sweep.zip = [[rule, filters], [other]]"))
        .containsExactly(
            "x.conf: 19: sweep.zip: rule, filters must have as many values each",
            "x.conf: 19: sweep.zip: other is not an axis; known: rule, filters");
  }

  @Test
  void fractionOfAxesOfMoreThanTwoValues() {
    assertThat(problems("sweep.design = fractional-factorial"))
        .containsExactly(
            "x.conf: 19: sweep.design: fractional-factorial needs two values of rule, but it has 3");
  }

  @Test
  void listOfUnknownValues() {
    assertThat(problems("sweep.design { type = list, cells = [{ rule = adm, size = 3 }] }"))
        .containsExactly(
            "x.conf: 19: sweep.design: adm is not a value of rule; did you mean adam?",
            "x.conf: 19: sweep.design: size is not an axis; known: rule, filters");
  }

  @Test
  void gridOfARangeWithoutSteps() {
    assertThat(
            written.axisProblems(
                "{ name = rate, path = training.l2, range { low = 0, high = 1 } }"))
        .containsExactly(
            "x.conf: 1: sweep.design: grid needs values of rate; give its range steps, or take design"
                + " random, latin-hypercube or sobol");
  }

  @Test
  void rangeThatIsNone() {
    assertThat(
            written.axisProblems(
                "{ name = rate, path = training.l2, range { low = 0, high = 1, scale = log } }",
                "{ name = rule, path = training.optimizer.name, range { low = 1, high = 2 } }",
                "{ name = both, path = training.l2, values = [1], range { low = 1, high = 2 } }"))
        .containsExactly(
            "x.conf: 16: sweep.axes.rate.range.low must be positive on a log scale, but was 0.0",
            "x.conf: 17: sweep.axes.rule.range: training.optimizer.name does not hold numbers",
            "x.conf: 18: sweep.axes.both must have one of values, range and leave-out");
  }

  @Test
  void rangeThatWholeNumbersDoNotReach() {
    assertThat(
            written.axisProblems(
                "{ name = units, path = network.layers.dense1.units, range { low = 1.2, high = 1.8 } }",
                "{ name = epochs, path = training.epochs, range { low = 1, high = 1e10 } }"))
        .containsExactly(
            "x.conf: 16: sweep.axes.units.range must hold a whole number, but there is none from 1.2"
                + " to 1.8",
            "x.conf: 17: sweep.axes.epochs.range must lie within -2147483648 and 2147483647, but goes"
                + " from 1.0 to 1.0E10");
  }

  @Test
  void ablationOfAnUnknownLayer() {
    assertThat(written.axisProblems("{ name = without, leave-out = [conv1, pol1] }"))
        .containsExactly(
            "x.conf: 16: sweep.axes.without.leave-out: there is no layer pol1; did you mean pool1?");
  }

  @Test
  void budgetThatIsNone() {
    assertThat(problems("sweep.budget { max-trials = -1, stop-after = soon }"))
        .containsExactly(
            "x.conf: 19: sweep.budget.stop-after must be a time such as 90s, 45m, 8h or 1d, but was"
                + " \"soon\"",
            "x.conf: 19: sweep.budget.max-trials must not be negative, but was -1");
  }
}
