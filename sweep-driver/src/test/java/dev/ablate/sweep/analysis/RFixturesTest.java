package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What R says of the same trials; src/test/r/make-fixtures.R wrote it down. */
final class RFixturesTest {

  private static final Metric METRIC = Metric.TEST_ACCURACY;
  private static final double DIGITS = 1e-8;

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "unbalanced", "holes"})
  void sumsOfSquaresOfTypeTwo(String set) throws IOException {
    verifyAnova(set, "anova2", SumOfSquares.TYPE_II);
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "unbalanced", "holes"})
  void sumsOfSquaresOfTypeThree(String set) throws IOException {
    verifyAnova(set, "anova3", SumOfSquares.TYPE_III);
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "unbalanced", "holes"})
  void pairedDifferences(String set) throws IOException {
    Map<String, Double> facts = facts(set, "pairs");
    Map<String, Double> ours = new HashMap<>();
    for (Comparison row : Analysis.of(results(set)).comparisons(METRIC)) {
      String name = row.axis().name() + "=" + row.value() + "-" + row.against() + " ";
      ours.put(name + "difference", row.difference());
      ours.put(name + "low", row.low());
      ours.put(name + "high", row.high());
      ours.put(name + "p", row.p());
      ours.put(name + "p_adjusted", row.pAdjusted());
    }
    verify(ours, facts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced", "unbalanced", "holes"})
  void marginalMeans(String set) throws IOException {
    Map<String, Double> ours = new HashMap<>();
    for (MainEffect row : Analysis.of(results(set)).mainEffects(METRIC)) {
      ours.put(row.axis().name() + "=" + row.value() + " mean", row.mean());
    }
    verify(ours, facts(set, "means"));
  }

  @Test
  void namesWhatTheDesignCannotTell() throws IOException {
    List<AnovaTerm> rows = Analysis.of(results("holes")).anova(METRIC);
    assertThat(rows.stream().map(row -> row.term() + " <- " + row.aliasedWith()))
        .contains(
            "width <- filters",
            "filters <- width",
            "optimizer:filters <- empty cells: optimizer=sgd with filters=32",
            "filters:width <- empty cells: filters=8 with width=wide, filters=16 with width=narrow,"
                + " filters=32 with width=narrow",
            "norm <- null");
  }

  private static void verifyAnova(String set, String table, SumOfSquares type) throws IOException {
    Map<String, Double> ours = new HashMap<>();
    for (AnovaTerm row : Analysis.of(results(set)).anova(METRIC, type)) {
      ours.put(row.term() + " sum_of_squares", row.sumOfSquares());
      ours.put(row.term() + " degrees_of_freedom", (double) row.degreesOfFreedom());
      if (row.f() != null) {
        ours.put(row.term() + " f", row.f());
        ours.put(row.term() + " p", row.p());
      }
    }
    verify(ours, facts(set, table));
  }

  private static void verify(Map<String, Double> ours, Map<String, Double> theirs) {
    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    theirs.forEach(
        (name, value) -> {
          if (value == null) {
            assertThat(ours.get(name)).as(name).isNull();
          } else {
            assertThat(ours.get(name))
                .as(name)
                .isCloseTo(value, within(DIGITS * Math.max(1e-3, Math.abs(value))));
          }
        });
  }

  private static Map<String, Double> facts(String set, String table) throws IOException {
    Map<String, Double> facts = new HashMap<>();
    for (String[] line : lines("facts")) {
      if (line[0].equals(set) && line[1].equals(table)) {
        facts.put(line[2] + " " + line[3], line[4].equals("NA") ? null : Double.valueOf(line[4]));
      }
    }
    return facts;
  }

  private static SweepResults results(String set) throws IOException {
    List<String[]> lines = lines(set);
    List<String> header = List.of(lines.get(0));
    List<String> axes =
        header.stream().filter(name -> !name.equals("seed") && !name.equals("y")).toList();
    SweepBuilder sweep = new SweepBuilder(axes.toArray(String[]::new));
    for (String[] line : lines.subList(1, lines.size())) {
      List<String> cells = Arrays.asList(line);
      sweep.add(
          Long.parseLong(cells.get(header.indexOf("seed"))),
          Double.parseDouble(cells.get(header.indexOf("y"))),
          axes.stream().map(axis -> (Object) cells.get(header.indexOf(axis))).toArray());
    }
    return sweep.build();
  }

  private static List<String[]> lines(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                RFixturesTest.class.getResourceAsStream("/analysis/" + name + ".csv"),
                StandardCharsets.UTF_8))) {
      List<String[]> lines = new ArrayList<>();
      reader.lines().forEach(line -> lines.add(line.split(",", -1)));
      return lines;
    }
  }
}
