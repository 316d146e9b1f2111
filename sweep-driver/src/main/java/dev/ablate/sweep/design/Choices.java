package dev.ablate.sweep.design;

import dev.ablate.spec.Seeds;
import dev.ablate.sweep.study.AxisOption;
import dev.ablate.sweep.study.DesignSpec;
import dev.ablate.sweep.study.DesignSpec.FractionalFactorial;
import dev.ablate.sweep.study.DesignSpec.Grid;
import dev.ablate.sweep.study.DesignSpec.LatinHypercube;
import dev.ablate.sweep.study.DesignSpec.Listed;
import dev.ablate.sweep.study.DesignSpec.OneFactorAtATime;
import dev.ablate.sweep.study.DesignSpec.Pairwise;
import dev.ablate.sweep.study.DesignSpec.RandomSample;
import dev.ablate.sweep.study.DesignSpec.Sobol;
import dev.ablate.sweep.study.DesignSpec.Union;
import dev.ablate.sweep.study.SweepSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/** The choices of each kind of design, in order. A grid's are made one at a time. */
final class Choices {
  private final SweepSpec spec;
  private final Space space;
  private final List<String> notices = new ArrayList<>();

  Choices(SweepSpec spec, Space space) {
    this.spec = spec;
    this.space = space;
  }

  Iterable<int[]> of(DesignSpec design) {
    if (design instanceof Grid) {
      return grid();
    }
    if (design instanceof OneFactorAtATime) {
      return oneFactorAtATime();
    }
    if (design instanceof RandomSample sample) {
      Sampling sampling = new Sampling(spec, space, sample);
      List<int[]> choices = sampling.choices();
      sampling.shortfall().ifPresent(notices::add);
      return choices;
    }
    if (design instanceof LatinHypercube hypercube) {
      return latinHypercube(hypercube);
    }
    if (design instanceof Sobol sobol) {
      return sobol(sobol);
    }
    if (design instanceof FractionalFactorial fraction) {
      return sorted(Fraction.of(space.factors(), fraction.resolution()).runs());
    }
    if (design instanceof Pairwise) {
      return sorted(new CoveringArray(space, new Conditions(spec, space)).rows());
    }
    if (design instanceof Listed listed) {
      return listed.cells().stream().map(this::cell).toList();
    }
    if (design instanceof Union union) {
      List<Iterable<int[]>> parts = union.designs().stream().map(this::of).toList();
      return () -> parts.stream().flatMap(Choices::stream).iterator();
    }
    throw new IllegalStateException("no choices for " + design);
  }

  /** What the designs so far could not do, a line each. */
  List<String> notices() {
    return notices;
  }

  private static Stream<int[]> stream(Iterable<int[]> choices) {
    return StreamSupport.stream(choices.spliterator(), false);
  }

  private Iterable<int[]> grid() {
    int[] sizes = space.sizes();
    return () -> {
      Odometer levels = new Odometer(sizes);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return levels.hasNext();
        }

        @Override
        public int[] next() {
          return space.choice(levels.next());
        }
      };
    };
  }

  private List<int[]> sorted(List<int[]> levels) {
    return levels.stream().sorted(Arrays::compare).map(space::choice).toList();
  }

  private List<int[]> oneFactorAtATime() {
    List<int[]> choices = new ArrayList<>();
    int[] baseline = space.baseline();
    choices.add(baseline);
    for (int factor = 0; factor < space.factors(); factor++) {
      for (int level = 0; level < space.size(factor); level++) {
        int[] choice = baseline.clone();
        space.set(choice, factor, level);
        if (!Arrays.equals(choice, baseline)) {
          choices.add(choice);
        }
      }
    }
    return choices;
  }

  private int[] cell(Map<String, Object> labels) {
    int[] choice = space.baseline();
    labels.forEach(
        (name, label) -> {
          int axis = space.axis(name);
          AxisOption option = space.axes().get(axis).find(label).orElseThrow();
          choice[axis] = space.index(axis, option);
        });
    return choice;
  }

  private List<int[]> latinHypercube(LatinHypercube design) {
    SplittableRandom random = Seeds.random(design.seed(), Seeds.Purpose.DESIGN, 0, 0);
    int points = design.points();
    List<int[]> choices = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      choices.add(new int[space.axes().size()]);
    }
    for (int factor = 0; factor < space.factors(); factor++) {
      int[] strata = new int[points];
      Arrays.setAll(strata, i -> i);
      Seeds.shuffle(strata, random);
      for (int i = 0; i < points; i++) {
        space.draw(choices.get(i), factor, (strata[i] + random.nextDouble()) / points);
      }
    }
    return choices;
  }

  private List<int[]> sobol(Sobol design) {
    if (space.factors() == 0) {
      return List.of(space.baseline());
    }
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(space.factors());
    SplittableRandom random = Seeds.random(design.seed(), Seeds.Purpose.DESIGN, 0, 0);
    double[] rotation = new double[space.factors()];
    if (design.seed() != 0) {
      Arrays.setAll(rotation, i -> random.nextDouble());
    }
    List<int[]> choices = new ArrayList<>();
    for (int i = 0; i < design.points(); i++) {
      double[] point = sequence.nextVector();
      int[] choice = new int[space.axes().size()];
      for (int factor = 0; factor < point.length; factor++) {
        double rotated = point[factor] + rotation[factor];
        space.draw(choice, factor, rotated - Math.floor(rotated));
      }
      choices.add(choice);
    }
    return choices;
  }
}
