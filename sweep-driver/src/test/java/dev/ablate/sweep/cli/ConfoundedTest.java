package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.AnovaTerm;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.SweepReader;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the plan of a fraction of a grid calls confounded, the variance table cannot tell apart. */
final class ConfoundedTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"5, 3", "6, 3", "4, 4"})
  void planAndVarianceTableNameTheSame(int axes, int resolution) throws Exception {
    Path config = config(axes, resolution);
    Map<String, Set<String>> planned = new TreeMap<>();
    CommandLineRun.of("plan", config.toString())
        .out()
        .lines()
        .filter(line -> line.startsWith("confounded: "))
        .forEach(line -> add(planned, line.substring("confounded: ".length())));
    assertThat(planned).isNotEmpty();

    Map<String, Set<String>> found = new TreeMap<>();
    for (AnovaTerm term : variance(config, axes)) {
      if (term.aliasedWith() != null) {
        found.put(term.term(), new TreeSet<>(List.of(term.aliasedWith().split(", ", -1))));
      }
    }
    assertThat(found).isEqualTo(planned);
  }

  /** Effects of one axis and of two; {@code a = b*c} as each one's others. */
  private static void add(Map<String, Set<String>> planned, String line) {
    List<String> effects =
        Arrays.stream(line.split(" = ", -1))
            .filter(effect -> effect.chars().filter(c -> c == '*').count() < 2)
            .map(effect -> effect.replace('*', ':'))
            .toList();
    for (String effect : effects) {
      TreeSet<String> others = new TreeSet<>(effects);
      others.remove(effect);
      if (!others.isEmpty()) {
        planned.put(effect, others);
      }
    }
  }

  private List<AnovaTerm> variance(Path config, int axes) {
    List<String> lines =
        CommandLineRun.of("plan", config.toString(), "--format", "csv").out().lines().toList();
    List<String> columns = List.of(lines.get(0).split(",", -1));
    MadeSweep sweep = new MadeSweep();
    for (int point = 1; point < lines.size(); point++) {
      // The name of a cell is quoted and holds commas.
      String[] row = lines.get(point).replaceAll("\"[^\"]*\"", "").split(",", -1);
      List<Object> values = new ArrayList<>();
      for (int axis = 0; axis < axes; axis++) {
        values.add(Boolean.valueOf(row[columns.indexOf("axis_axis" + axis)]));
      }
      int seed = Integer.parseInt(row[columns.indexOf("seed")]);
      sweep.completed(seed, values, 0.5 + 0.01 * (point * 7 % 13));
    }
    Path results = folder.resolve("results");
    sweep.write(results, axes);
    return Analysis.of(SweepReader.read(ResultsFolder.open(ResultsLocation.of(results.toString()))))
        .anova(Metric.TEST_ACCURACY);
  }

  private Path config(int count, int resolution) throws Exception {
    StringBuilder layers = new StringBuilder();
    StringBuilder axes = new StringBuilder();
    for (int axis = 0; axis < count; axis++) {
      layers.append("{ name = d").append(axis).append(", type = dense, units = 4 }\n");
      axes.append("{ name = axis").append(axis).append(", path = \"network.layers.d").append(axis);
      axes.append(".bias\", values = [true, false] }\n");
    }
    return Files.writeString(
        folder.resolve("fraction.conf"),
        """
        sweep {
          name = fraction
          output = "%s"
          dataset { name = fashion-mnist, train-limit = 100, test-limit = 50 }
          network { layers = [ %s ] }
          training { epochs = 1, batch-size = 10, optimizer { name = adam, learning-rate = 1e-3 } }
          axes = [ %s ]
          design = { type = fractional-factorial, resolution = %d }
          seeds = [1, 2]
        }
        """
            .formatted(folder.resolve("new"), layers, axes, resolution));
  }
}
