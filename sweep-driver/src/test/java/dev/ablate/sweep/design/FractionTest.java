package dev.ablate.sweep.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FractionTest {

  /**
   * Up to 11 factors the table of Box, Hunter and Hunter's <i>Statistics for Experimenters</i>;
   * beyond, how long a linear code of that distance can be.
   */
  @ParameterizedTest
  @CsvSource({
    "3, 3, 4",
    "4, 3, 8",
    "5, 3, 8",
    "6, 3, 8",
    "7, 3, 8",
    "8, 3, 16",
    "15, 3, 16",
    "16, 3, 32",
    "3, 4, 8",
    "4, 4, 8",
    "5, 4, 16",
    "6, 4, 16",
    "7, 4, 16",
    "8, 4, 16",
    "9, 4, 32",
    "16, 4, 32",
    "4, 5, 16",
    "5, 5, 16",
    "6, 5, 32",
    "7, 5, 64",
    "8, 5, 64",
    "9, 5, 128",
    "11, 5, 128",
    "12, 5, 256",
    "17, 5, 256"
  })
  void takesTheFewestRunsThatReachItsResolution(int factors, int resolution, int runs) {
    Fraction fraction = Fraction.of(factors, resolution);

    assertThat(fraction.runs()).hasSize(runs);
    assertThat(reached(fraction.runs(), factors)).isGreaterThanOrEqualTo(resolution);
  }

  /** Sixteen runs tell the main effects of eight factors from their interactions, so they do. */
  @ParameterizedTest
  @CsvSource({"4, 3, 4", "5, 4, 5", "6, 5, 6", "7, 5, 7", "8, 3, 4", "8, 4, 4"})
  void reachesMoreThanIsAskedWhereThatCostsNoRuns(int factors, int resolution, int reached) {
    assertThat(reached(Fraction.of(factors, resolution).runs(), factors)).isEqualTo(reached);
  }

  /**
   * The length of the shortest word of the defining relation: how few factors have levels whose
   * parity is the same in every run. One more than there are factors, if none have.
   */
  private static int reached(List<int[]> runs, int factors) {
    int[] levels = runs.stream().mapToInt(FractionTest::bits).toArray();
    return IntStream.range(1, 1 << factors)
        .filter(word -> IntStream.of(levels).allMatch(run -> even(run & word)))
        .map(Integer::bitCount)
        .min()
        .orElse(factors + 1);
  }

  private static int bits(int[] levels) {
    return IntStream.range(0, levels.length).map(i -> levels[i] << i).sum();
  }

  /** The first run has every factor at its level 0, so a parity that never varies is even. */
  private static boolean even(int bits) {
    return (Integer.bitCount(bits) & 1) == 0;
  }
}
