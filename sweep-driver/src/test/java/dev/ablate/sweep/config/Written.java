package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.study.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configs written for a test, in a folder of their own. */
public final class Written {
  /** A whole sweep without axes; its first line is {@code sweep}, {@code #} marks the end. */
  public static final String BASELINE =
      """
      sweep {
        name = test
        output = "results/test"
        dataset { name = mnist }
        network { layers = [
          { name = conv1, type = conv, filters = 8, kernel = 5 }
          { name = pool1, type = pool }
          { name = block, repeat = 2, layers = [
            { name = conv, type = conv, filters = 16, kernel = 3, padding = same }
          ] }
          { name = dense1, type = dense, units = 64 }
        ] }
        training { epochs = 3, batch-size = 64, optimizer { name = adam, learning-rate = 1e-3 } }
      }
      """;

  private final Path folder;

  /** In a folder that is there. */
  public Written(Path folder) {
    this.folder = folder;
  }

  /** Writes a file. */
  public Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Loads the baseline with more below it, from line 15 on. */
  public SweepSpec sweep(String more, String... overrides) throws ConfigException {
    return ConfigLoader.load(file("x.conf", BASELINE + more), List.of(overrides));
  }

  /** Loads the baseline with axes, the first on line 16. */
  public SweepSpec axes(String... axes) throws ConfigException {
    return sweep(axesText(axes));
  }

  private static String axesText(String... axes) {
    return "sweep.axes = [\n" + String.join("\n", axes) + "\n]\n";
  }

  /** What is wrong with the baseline and more below it. */
  public List<String> problems(String more, String... overrides) {
    return problems(file("x.conf", BASELINE + more), overrides);
  }

  /** What is wrong with the baseline and axes, the first on line 16. */
  public List<String> axisProblems(String... axes) {
    return problems(axesText(axes));
  }

  /** What is wrong with a file; the folder is left out of places. */
  public List<String> problems(Path file, String... overrides) {
    ConfigException[] thrown = new ConfigException[1];
    assertThatThrownBy(() -> ConfigLoader.load(file, List.of(overrides)))
        .isInstanceOfSatisfying(ConfigException.class, e -> thrown[0] = e);
    return thrown[0].problems().stream().map(problem -> problem.replace(folder + "/", "")).toList();
  }
}
