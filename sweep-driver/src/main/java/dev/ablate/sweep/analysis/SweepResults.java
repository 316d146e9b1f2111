package dev.ablate.sweep.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a sweep measured, as analysis takes it: the latest run's design, and what its trials hold.
 *
 * @param sweep name of the sweep
 * @param axes of the design, in order
 * @param trials all design points, in order, those without a measurement included
 * @param curves measurements by epoch
 */
public record SweepResults(String sweep, List<Axis> axes, List<Trial> trials, Curves curves) {

  /** Measurements by epoch: many, and read only when somebody asks. */
  public interface Curves {

    /** There are none. */
    Curves NONE = (names, consumer) -> {};

    /**
     * Hands over each finite number measured after an epoch, those of a cell in any order.
     *
     * @param names picks by {@link Measured#name()}; what it leaves out may not even be read
     */
    void forEach(Predicate<String> names, Consumer<Measured> consumer);

    /** Hands over all. */
    default void forEach(Consumer<Measured> consumer) {
      forEach(name -> true, consumer);
    }
  }

  public SweepResults {
    Objects.requireNonNull(sweep);
    Objects.requireNonNull(curves);
    axes = List.copyOf(axes);
    trials = List.copyOf(trials);
  }

  /** The distinct cells, in the order of the design. */
  public List<Cell> cells() {
    LinkedHashSet<Cell> cells = new LinkedHashSet<>();
    trials.forEach(trial -> cells.add(trial.cell()));
    return List.copyOf(cells);
  }

  /** The distinct seeds, in ascending order. */
  public List<Long> seeds() {
    TreeSet<Long> seeds = new TreeSet<>();
    trials.forEach(trial -> seeds.add(trial.seed()));
    return List.copyOf(seeds);
  }

  /** Whether any trial has this number. */
  public boolean measures(Metric metric) {
    return trials.stream().anyMatch(trial -> trial.values().containsKey(metric.name()));
  }

  /**
   * The same as the trials were after an epoch, so that those which were stopped later compare with
   * those which went on. A trial that has no numbers there stays as it is, without any.
   *
   * @param epoch from 1
   */
  public SweepResults atEpoch(int epoch) {
    return AtEpoch.of(this, epoch);
  }

  /** The same of some cells alone; an axis whose baseline is not among them has their first. */
  public SweepResults where(Predicate<Cell> kept) {
    return Restricted.of(this, kept);
  }

  /** The last epoch that all trials with any measurement have reached; 0 if there is none. */
  public int lastCommonEpoch() {
    return AtEpoch.lastCommon(this);
  }
}
