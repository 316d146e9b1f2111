package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The studies of {@code configs} as users run them, on all of their data: {@code mvn verify
 * -Pstudies}. Takes about ten minutes on two cores; MNIST and CIFAR-10 must be where SWEEP_DATA
 * says.
 */
class FullStudies {

  @TempDir Path folder;

  @Test
  void quickstartIsAboveFourFifthsAndTheSameTwice() {
    String first = train("quickstart", "first");
    String second = train("quickstart", "second");

    assertThat(bestTestAccuracy(first)).isGreaterThan(0.80);
    String measurements =
        "SELECT trial_id, split, metric, iteration, value FROM iterations ORDER BY 1, 2, 3, 4";
    assertThat(query(second, measurements)).isEqualTo(query(first, measurements));
  }

  @Test
  void leNetOnMnistIsAtLeast99Percent() {
    String results = train("lenet-mnist", "lenet");

    assertThat(bestTestAccuracy(results)).isGreaterThanOrEqualTo(0.990);
    assertThat(
            query(
                results,
                "SELECT split, metric, count(*) AS n, min(iteration) AS a, max(iteration) AS b"
                    + " FROM iterations WHERE metric IN ('loss', 'accuracy') GROUP BY 1, 2 ORDER BY 1, 2"))
        .isEqualTo(
            """
            split,metric,n,a,b
            test,accuracy,100,100,10000
            test,loss,100,100,10000
            train,accuracy,100,100,10000
            train,loss,100,100,10000
            """);
    assertThat(Path.of(results, "models"))
        .isDirectoryRecursivelyContaining("glob:**/iteration-30.weights")
        .isDirectoryRecursivelyContaining("glob:**/iteration-10000.weights");
  }

  @Test
  void threeConvolutionsOnCifarAreAbove60PercentAfterTwoEpochs() {
    assertThat(bestTestAccuracy(train("cifar10-quick", "cifar"))).isGreaterThan(0.60);
  }

  private String train(String study, String output) {
    Path results = folder.resolve(output);
    Launcher.Result run =
        Launcher.sweep(
            folder,
            "run",
            "configs/" + study + ".conf",
            "--set",
            "sweep.output=\"" + results + "\"");
    assertThat(run.exit()).as(run.text()).isZero();
    return results.toString();
  }

  private double bestTestAccuracy(String results) {
    return Double.parseDouble(
        query(results, "SELECT max(test_accuracy) AS best FROM results").lines().toList().get(1));
  }

  private String query(String results, String query) {
    Launcher.Result result =
        Launcher.sweep(folder, "sql", results, query, "--format", "csv", "--master", "local[1]");
    assertThat(result.exit()).as(result.text()).isZero();
    return result.out();
  }
}
