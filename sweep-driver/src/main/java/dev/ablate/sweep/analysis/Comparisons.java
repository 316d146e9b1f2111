package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Values of an axis against each other, and against the baseline. */
final class Comparisons {

  private final Observations observations;
  private final Judge judge;
  private final Function<Differences, Estimate> estimator;

  Comparisons(Observations observations, Function<Differences, Estimate> estimator) {
    this.observations = observations;
    this.judge = new Judge(observations);
    this.estimator = estimator;
  }

  private record Compared(int value, int against, Pairs pairs, Estimate estimate) {}

  /** All pairs of values that share matched cells. */
  List<Comparison> comparisons() {
    List<Comparison> rows = new ArrayList<>();
    for (int axis = 0; axis < observations.axes().size(); axis++) {
      Collection<int[]> groups = Matching.by(observations, axis);
      int size = observations.axes().get(axis).values().size();
      List<Compared> family = new ArrayList<>();
      for (int against = 0; against < size; against++) {
        for (int value = against + 1; value < size; value++) {
          Compared compared = compare(groups, value, against);
          if (compared.estimate.pairs() + compared.pairs.missing() > 0) {
            family.add(compared);
          }
        }
      }
      List<Double> adjusted = adjusted(family);
      Losses[] losses = losses(axis);
      for (int i = 0; i < family.size(); i++) {
        rows.add(comparison(axis, family.get(i), adjusted.get(i), Holm.size(adjusted), losses));
      }
    }
    return rows;
  }

  /** All values, the baseline first among them where it is written first. */
  List<MainEffect> mainEffects() {
    List<MainEffect> rows = new ArrayList<>();
    for (int axis = 0; axis < observations.axes().size(); axis++) {
      Axis varied = observations.axes().get(axis);
      Collection<int[]> groups = Matching.by(observations, axis);
      int baseline = varied.values().indexOf(varied.baseline());
      List<Compared> family = new ArrayList<>();
      for (int value = 0; value < varied.values().size(); value++) {
        if (value != baseline) {
          family.add(compare(groups, value, baseline));
        }
      }
      List<Double> adjusted = adjusted(family);
      Losses[] losses = losses(axis);
      for (int value = 0, i = 0; value < varied.values().size(); value++) {
        rows.add(
            value == baseline
                ? baseline(axis, value, losses[value])
                : effect(axis, family.get(i), adjusted.get(i++), Holm.size(adjusted), losses));
      }
    }
    return rows;
  }

  private Compared compare(Collection<int[]> groups, int value, int against) {
    Pairs pairs = Pairs.of(observations, groups, value, against);
    return new Compared(value, against, pairs, estimator.apply(pairs.differences()));
  }

  private static List<Double> adjusted(List<Compared> family) {
    return Holm.adjust(
        Arrays.asList(family.stream().map(each -> each.estimate.p()).toArray(Double[]::new)));
  }

  private Losses[] losses(int axis) {
    Losses[] losses = new Losses[observations.axes().get(axis).values().size()];
    Arrays.setAll(losses, level -> Losses.of(observations, axis, level));
    return losses;
  }

  private Comparison comparison(
      int axis, Compared compared, Double adjusted, int family, Losses[] losses) {
    Axis varied = observations.axes().get(axis);
    Estimate estimate = compared.estimate;
    int pairs = estimate.pairs();
    double better = compared.pairs.differences().better(observations.sign(), 0.5);
    Interval probability = estimate.p() == null ? null : Interval.ofShare(better, pairs);
    return new Comparison(
        observations.metric(),
        varied,
        varied.values().get(compared.value),
        varied.values().get(compared.against),
        2 * pairs,
        pairs,
        estimate.cells(),
        compared.pairs.missing(),
        estimate.mean(),
        Interval.lowOf(estimate.interval()),
        Interval.highOf(estimate.interval()),
        estimate.p(),
        adjusted,
        pairs == 0 ? null : (Double) (better / pairs),
        Interval.lowOf(probability),
        Interval.highOf(probability),
        losses[compared.value].rate(),
        losses[compared.against].rate(),
        judge.verdict(
            estimate, adjusted, family, losses[compared.value], losses[compared.against]));
  }

  private MainEffect effect(
      int axis, Compared compared, Double adjusted, int family, Losses[] losses) {
    Axis varied = observations.axes().get(axis);
    Estimate estimate = compared.estimate;
    int pairs = estimate.pairs();
    return new MainEffect(
        observations.metric(),
        varied,
        varied.values().get(compared.value),
        varied.baseline(),
        2 * pairs,
        estimate.cells(),
        compared.pairs.missing(),
        marginal(axis, compared.value).n() == 0 ? null : marginal(axis, compared.value).mean(),
        estimate.mean(),
        Interval.lowOf(estimate.interval()),
        Interval.highOf(estimate.interval()),
        estimate.p(),
        adjusted,
        pairs == 0
            ? null
            : (Double) (compared.pairs.differences().better(observations.sign(), 0) / pairs),
        losses[compared.value].rate(),
        judge.verdict(
            estimate, adjusted, family, losses[compared.value], losses[compared.against]));
  }

  private MainEffect baseline(int axis, int level, Losses losses) {
    Axis varied = observations.axes().get(axis);
    Moments means = marginal(axis, level);
    int completed = 0;
    for (int cell = 0; cell < observations.cellCount(); cell++) {
      completed += observations.level(cell, axis) == level ? observations.moments(cell).n() : 0;
    }
    return new MainEffect(
        observations.metric(),
        varied,
        varied.baseline(),
        varied.baseline(),
        completed,
        means.n(),
        0,
        means.n() == 0 ? null : (Double) means.mean(),
        null,
        null,
        null,
        null,
        null,
        null,
        losses.rate(),
        new Verdict(Verdict.Kind.BASELINE, null, losses.lost(), losses.ended()));
  }

  /** Over the means of the cells that have the value. */
  private Moments marginal(int axis, int level) {
    Moments means = new Moments();
    for (int cell = 0; cell < observations.cellCount(); cell++) {
      Moments own = observations.moments(cell);
      if (observations.level(cell, axis) == level && own.n() > 0) {
        means.add(own.mean());
      }
    }
    return means;
  }
}
