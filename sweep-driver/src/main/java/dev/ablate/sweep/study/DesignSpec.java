package dev.ablate.sweep.study;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;
import java.util.List;
import java.util.Map;

/**
 * Which combinations of the axes' values are asked. Leave-one-out ablation is an axis of its own
 * ({@code leave-out}), so that it combines with every design. Messages name the cases in the order
 * permitted here.
 */
public sealed interface DesignSpec
    permits DesignSpec.Grid,
        DesignSpec.OneFactorAtATime,
        DesignSpec.RandomSample,
        DesignSpec.LatinHypercube,
        DesignSpec.Sobol,
        DesignSpec.FractionalFactorial,
        DesignSpec.Pairwise,
        DesignSpec.Listed,
        DesignSpec.Union {

  /** Every combination. */
  @Tag("grid")
  record Grid() implements DesignSpec {}

  /** The baseline, then every other value of every axis, one change at a time. */
  @Tag("one-factor-at-a-time")
  record OneFactorAtATime() implements DesignSpec {}

  /** Distinct combinations drawn at random; ranges are drawn from uniformly on their scale. */
  @Tag("random")
  record RandomSample(
      @Setting("Number of combinations") int points,
      @Setting(value = "Seed of the draw", fallback = "1") long seed)
      implements DesignSpec {
    public RandomSample {
      new Rules().positive("points", points).verify();
    }
  }

  /**
   * Each axis divided into as many strata as points, one point in each. McKay, Beckman, Conover, "A
   * comparison of three methods for selecting values of input variables", 1979.
   */
  @Tag("latin-hypercube")
  record LatinHypercube(
      @Setting("Number of combinations") int points,
      @Setting(value = "Seed of the draw", fallback = "1") long seed)
      implements DesignSpec {
    public LatinHypercube {
      new Rules().positive("points", points).verify();
    }
  }

  /**
   * A sequence that fills the space evenly, whatever the number of points; rotated by the seed.
   * Sobol, 1967; direction numbers of Joe and Kuo, 2008.
   */
  @Tag("sobol")
  record Sobol(
      @Setting("Number of combinations") int points,
      @Setting(value = "Seed of the rotation; 0 for none", fallback = "1") long seed)
      implements DesignSpec {
    public Sobol {
      new Rules().positive("points", points).verify();
    }
  }

  /**
   * A part of the two-level grid in which no main effect is confounded with another (resolution
   * III), nor with an interaction of two axes (IV), nor those with each other (V). Box, Hunter,
   * "The 2^(k-p) fractional factorial designs", 1961.
   */
  @Tag("fractional-factorial")
  record FractionalFactorial(
      @Setting(value = "Length of the shortest confounded word: 3, 4 or 5", fallback = "3")
          int resolution)
      implements DesignSpec {
    public FractionalFactorial {
      new Rules()
          .require(
              resolution >= 3 && resolution <= 5,
              "resolution",
              "must be 3, 4 or 5, but was " + resolution)
          .verify();
    }
  }

  /** Few combinations, among which each pair of values of any two axes occurs. */
  @Tag("pairwise")
  record Pairwise() implements DesignSpec {}

  /** Combinations written out, as labels by axis; an axis left out is at the baseline. */
  @Tag("list")
  record Listed(@Setting("Labels by name of the axis") List<Map<String, Object>> cells)
      implements DesignSpec {
    public Listed {
      cells = List.copyOf(cells);
      new Rules().require(!cells.isEmpty(), "cells", "must not be empty").verify();
    }
  }

  /** One design after the other, each combination once. */
  @Tag("union")
  record Union(@Setting("The designs") List<DesignSpec> designs) implements DesignSpec {
    public Union {
      designs = List.copyOf(designs);
      new Rules().require(!designs.isEmpty(), "designs", "must not be empty").verify();
    }
  }
}
