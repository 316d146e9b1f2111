package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when an axis cannot be used. */
final class BadAxisTest {
  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  @Test
  void emptyAxis() {
    assertThat(
            written.axisProblems(
                "{ name = rate, path = training.optimizer.learning-rate, values = [] }"))
        .containsExactly("x.conf: 16: sweep.axes.rate.values must not be empty");
  }

  @Test
  void pathThatMatchesNothingNamesTheNearest() {
    assertThat(
            written.axisProblems(
                "{ name = rate, path = training.optimiser.learning-rate, values = [1] }",
                "{ name = filters, path = network.layers.cnv1.filters, values = [1] }"))
        .containsExactly(
            "x.conf: 16: sweep.axes.rate.path: \"training.optimiser.learning-rate\" matches nothing;"
                + " did you mean training.optimizer.learning-rate?",
            "x.conf: 17: sweep.axes.filters.path: \"network.layers.cnv1.filters\" matches nothing; did"
                + " you mean network.layers.conv1.filters?");
  }

  @Test
  void wildcardThatPicksNoLayerMatchesNothing() {
    assertThat(
            written.axisProblems(
                "{ name = units, path = \"network.layers.conv*.units\", values = [1] }"))
        .containsExactly(
            "x.conf: 16: sweep.axes.units.path: \"network.layers.conv*.units\" matches nothing; did"
                + " you mean network.layers.dense1.units?");
  }

  @Test
  void exactNameWithoutTheKeyIsAnError() {
    assertThat(
            written.axisProblems(
                "{ name = filters, path = network.layers.pool1.filters, values = [1] }"))
        .containsExactly(
            "x.conf: 16: sweep.axes.filters.path: network.layers.pool1 is a pool layer and has no"
                + " filters; known: kind, size, stride, padding, dropout");
  }

  @Test
  void namesAndTheDatasetCannotVary() {
    assertThat(
            written.axisProblems(
                "{ name = data, path = dataset.name, values = [mnist, cifar-10] }",
                "{ name = names, path = \"network.layers.*.name\", values = [a] }"))
        .containsExactly(
            "x.conf: 16: sweep.axes.data.path: dataset.name cannot be varied",
            "x.conf: 17: sweep.axes.names.path: network.layers.conv1.name cannot be varied");
  }

  @Test
  void twoAxesThatReachTheSameLeaf() {
    assertThat(
            written.axisProblems(
                "{ name = filters, path = \"network.layers.**.filters\", values = [4, 8] }",
                "{ name = first, path = network.layers.conv1.filters, values = [4, 8] }"))
        .containsExactly(
            "x.conf: 17: sweep.axes.filters and sweep.axes.first both reach"
                + " network.layers.conv1.filters; take it out of one of them");
  }

  @Test
  void objectReachesOnlyWhatItMentions() {
    assertThat(
            written.axisProblems(
                "{ name = rule, path = training.optimizer, values = [{ name = sgd, momentum = 0.9 }] }",
                "{ name = rate, path = training.optimizer.learning-rate, values = [0.1] }",
                "{ name = momentum, path = training.optimizer.momentum, values = [0.1] }"))
        .containsExactly(
            "x.conf: 18: sweep.axes.rule and sweep.axes.momentum both reach"
                + " training.optimizer.momentum; take it out of one of them");
  }

  @Test
  void replacedLayerIsReachedAsAWhole() {
    assertThat(
            written.axisProblems(
                "{ name = first, path = network.layers.conv1, values = [{ type = dense, units = 8 }] }",
                "{ name = kernel, path = network.layers.conv1.kernel, values = [3] }"))
        .containsExactly(
            "x.conf: 17: sweep.axes.first and sweep.axes.kernel both reach"
                + " network.layers.conv1.kernel; take it out of one of them");
  }

  @Test
  void axesMustHaveDistinctColumns() {
    assertThat(
            written.axisProblems(
                "{ name = a-rate, path = training.optimizer.learning-rate, values = [1] }",
                "{ name = a_rate, path = training.epochs, values = [1] }"))
        .containsExactly(
            "x.conf: 17: sweep.axes must have distinct names, but \"a_rate\" occurs twice");
  }

  @Test
  void valuesMustBeDistinct() {
    assertThat(
            written.axisProblems(
                "{ name = filters, path = network.layers.conv1.filters, values = [8,\n 16,\n 8.0] }"))
        .containsExactly(
            "x.conf: 18: sweep.axes.filters.values must be distinct, but 8 occurs twice");
  }

  @Test
  void valueOfAnotherTypeNamesItsLine() {
    assertThat(
            written.axisProblems(
                "{ name = filters, path = network.layers.conv1.filters, values = [8,\n many] }"))
        .containsExactly(
            "x.conf: 17: network.layers.conv1.filters must be a whole number below 2^31, but was"
                + " \"many\"");
  }

  @Test
  void valueThatBreaksARuleEverywhereIsAMistake() {
    assertThat(
            written.axisProblems(
                "{ name = rule, path = training.optimizer.name, values = [adam, sgd] }",
                "{ name = rate, path = training.optimizer.learning-rate, values = [1e-3,\n -1] }"))
        .containsExactly(
            "x.conf: 18: sweep.axes.rate.values: training.optimizer.learning-rate must be positive,"
                + " but was -1.0");
  }

  @Test
  void unknownKeyOfAnObjectNamesTheNearest() {
    assertThat(
            written.axisProblems(
                "{ name = rule, path = training.optimizer, values = [{ label = a, value { nam = sgd } }] }"))
        .containsExactly("x.conf: 16: training.optimizer.nam is not a key; did you mean name?");
  }

  @Test
  void objectOverLayersNamesLayersThatAreThere() {
    assertThat(
            written.axisProblems(
                "{ name = shape, path = network.layers, values = [{ label = wide, value {"
                    + " cnv1 { filters = 8 }, pool1 { filters = 2 } } }] }"))
        .containsExactlyInAnyOrder(
            "x.conf: 16: network.layers.cnv1 is no layer; did you mean conv1?",
            "x.conf: 16: network.layers.pool1.filters is not a key; known: kind, size, stride,"
                + " padding, dropout");
  }
}
