package dev.ablate.sweep.design;

import dev.ablate.spec.Seeds;
import dev.ablate.sweep.study.DesignSpec.RandomSample;
import dev.ablate.sweep.study.SweepSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Distinct choices drawn at random that the constraints admit: as many as asked, if so many are
 * found.
 */
final class Sampling {
  /** Draws, beside a number for each point asked, after which no more is hoped for. */
  private static final long DRAWS = 200_000;

  private static final long DRAWS_A_POINT = 100;

  private final Space space;
  private final RandomSample sample;
  private final Conditions conditions;
  private final SplittableRandom random;
  private final Distinct distinct = new Distinct();
  private Optional<String> shortfall = Optional.empty();

  Sampling(SweepSpec spec, Space space, RandomSample sample) {
    this.space = space;
    this.sample = sample;
    this.conditions = new Conditions(spec, space);
    this.random = Seeds.random(sample.seed(), Seeds.Purpose.DESIGN, 0, 0);
  }

  /** Draws. */
  List<int[]> choices() {
    return gridSize().map(this::ofGrid).orElseGet(this::ofRanges);
  }

  /** Why {@link #choices} are fewer than asked, if they are. */
  Optional<String> shortfall() {
    return shortfall;
  }

  /** The number of combinations where all values are listed, and one can be counted to. */
  private Optional<Long> gridSize() {
    if (space.axes().stream().anyMatch(axis -> axis.range().isPresent())) {
      return Optional.empty();
    }
    BigInteger size = BigInteger.ONE;
    for (int level : space.sizes()) {
      size = size.multiply(BigInteger.valueOf(level));
    }
    return size.bitLength() < Long.SIZE ? Optional.of(size.longValue()) : Optional.empty();
  }

  /** In the grid's order. */
  private List<int[]> ofGrid(long size) {
    int[] sizes = space.sizes();
    TreeSet<Long> chosen = new TreeSet<>();
    Shuffle order = new Shuffle(size, random);
    long draws = 0;
    while (chosen.size() < sample.points() && order.hasNext() && draws < mostDraws()) {
      draws++;
      long position = order.next();
      if (isNew(space.choice(Odometer.levels(position, sizes)))) {
        chosen.add(position);
      }
    }
    noteShortfall(chosen.size(), draws, !order.hasNext());
    return chosen.stream().map(position -> space.choice(Odometer.levels(position, sizes))).toList();
  }

  private List<int[]> ofRanges() {
    List<int[]> choices = new ArrayList<>();
    long draws = 0;
    while (choices.size() < sample.points() && draws < mostDraws()) {
      draws++;
      int[] mark = space.mark();
      int[] choice = new int[space.axes().size()];
      for (int factor = 0; factor < space.factors(); factor++) {
        space.draw(choice, factor, random.nextDouble());
      }
      if (isNew(choice)) {
        choices.add(choice);
      } else {
        space.reset(mark);
      }
    }
    noteShortfall(choices.size(), draws, false);
    return choices;
  }

  private boolean isNew(int[] choice) {
    int[] applied = conditions.applied(choice);
    return conditions.broken(applied).isEmpty() && distinct.add(applied);
  }

  private long mostDraws() {
    return DRAWS + DRAWS_A_POINT * sample.points();
  }

  private void noteShortfall(int found, long draws, boolean all) {
    if (found < sample.points()) {
      shortfall =
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "sweep.design: random has %,d points instead of %,d: %s",
                  found,
                  sample.points(),
                  all
                      ? "there are no more that differ and meet sweep.where"
                      : String.format(
                          Locale.ROOT,
                          "of %,d draws no more differed and met sweep.where; loosen that, or widen"
                              + " the ranges",
                          draws)));
    }
  }

  /** The positions of a grid in random order, without holding them all. */
  private static final class Shuffle {
    private final Map<Long, Long> moved = new HashMap<>();
    private final SplittableRandom random;
    private long left;

    Shuffle(long size, SplittableRandom random) {
      this.left = size;
      this.random = random;
    }

    boolean hasNext() {
      return left > 0;
    }

    long next() {
      long index = random.nextLong(left--);
      long drawn = moved.getOrDefault(index, index);
      moved.put(index, moved.getOrDefault(left, left));
      return drawn;
    }
  }
}
