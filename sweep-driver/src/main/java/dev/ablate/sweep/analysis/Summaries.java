package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What needs no comparison: cells over their seeds, and how trials ended. */
final class Summaries {

  private Summaries() {}

  static List<CellSummary> cells(Observations observations) {
    List<CellSummary> rows = new ArrayList<>();
    for (int cell = 0; cell < observations.cellCount(); cell++) {
      Map<Status, Integer> ended = statuses(observations, cell);
      Moments moments = observations.moments(cell);
      boolean any = moments.n() > 0;
      boolean more = observations.sign() > 0;
      int asked = ended.values().stream().mapToInt(Integer::intValue).sum();
      int diverged = ended.getOrDefault(Status.DIVERGED, 0);
      int failed = ended.getOrDefault(Status.FAILED, 0);
      int stopped = ended.getOrDefault(Status.STOPPED, 0);
      rows.add(
          new CellSummary(
              observations.metric(),
              observations.cell(cell),
              moments.n(),
              any ? moments.mean() : null,
              moments.n() < 2 ? null : (Double) Math.sqrt(moments.variance()),
              Interval.lowOf(moments.interval()),
              Interval.highOf(moments.interval()),
              any ? (Double) (more ? moments.high() : moments.low()) : null,
              any ? (Double) (more ? moments.low() : moments.high()) : null,
              diverged,
              failed,
              stopped,
              asked - moments.n() - diverged - failed - stopped));
    }
    return rows;
  }

  private static Map<Status, Integer> statuses(Observations observations, int cell) {
    Map<Status, Integer> count = new EnumMap<>(Status.class);
    for (int seed = 0; seed < observations.seedCount(); seed++) {
      Trial trial = observations.trial(cell, seed);
      if (trial != null) {
        count.merge(trial.status(), 1, Integer::sum);
      }
    }
    return count;
  }

  static List<FailureRate> failures(SweepResults results) {
    List<FailureRate> rows = new ArrayList<>();
    for (int axis = 0; axis < results.axes().size(); axis++) {
      int position = axis;
      for (Object value : results.axes().get(axis).values()) {
        rows.add(
            failures(
                results.axes().get(axis),
                value,
                results.trials().stream()
                    .filter(trial -> value.equals(trial.cell().values().get(position)))
                    .toList()));
      }
    }
    return rows;
  }

  private static FailureRate failures(Axis axis, Object value, List<Trial> trials) {
    int diverged = count(trials, Status.DIVERGED);
    int failed = count(trials, Status.FAILED);
    int stopped = count(trials, Status.STOPPED);
    int n = count(trials, Status.COMPLETED) + diverged + failed + stopped;
    Interval rate = n == 0 ? null : Interval.ofShare(diverged + failed, n);
    return new FailureRate(
        "all",
        axis,
        value,
        n,
        diverged,
        failed,
        failed(trials, "exception"),
        failed(trials, "out-of-memory"),
        failed(trials, "crash"),
        failed(trials, "timeout"),
        failed(trials, "lost"),
        stopped,
        n == 0 ? null : (Double) ((double) (diverged + failed) / n),
        Interval.lowOf(rate),
        Interval.highOf(rate));
  }

  private static int count(List<Trial> trials, Status status) {
    return (int) trials.stream().filter(trial -> trial.status() == status).count();
  }

  private static int failed(List<Trial> trials, String failure) {
    return (int)
        trials.stream()
            .filter(
                trial ->
                    trial.status() == Status.FAILED && Objects.equals(trial.failure(), failure))
            .count();
  }

  static List<GeneralisationGap> gaps(SweepResults results) {
    boolean best = results.measures(Metric.BEST_TEST_ACCURACY);
    List<GeneralisationGap> rows = new ArrayList<>();
    for (String metric : List.of("accuracy", "loss")) {
      Observations train =
          new Observations(results, new Metric((best ? "best_train_" : "train_") + metric));
      Observations test =
          new Observations(results, new Metric((best ? "best_test_" : "test_") + metric));
      for (int cell = 0; cell < train.cellCount(); cell++) {
        double[] gaps = new double[train.seedCount()];
        double[] trained = new double[gaps.length];
        double[] tested = new double[gaps.length];
        for (int seed = 0; seed < gaps.length; seed++) {
          gaps[seed] = train.value(cell, seed) - test.value(cell, seed);
          boolean both = !Double.isNaN(gaps[seed]);
          trained[seed] = both ? train.value(cell, seed) : Double.NaN;
          tested[seed] = both ? test.value(cell, seed) : Double.NaN;
        }
        Moments moments = Differences.moments(gaps);
        if (moments.n() > 0) {
          rows.add(
              new GeneralisationGap(
                  metric,
                  train.cell(cell),
                  moments.n(),
                  Differences.moments(trained).mean(),
                  Differences.moments(tested).mean(),
                  moments.mean(),
                  Interval.lowOf(moments.interval()),
                  Interval.highOf(moments.interval())));
        }
      }
    }
    return rows;
  }

  static List<Noise> noise(Observations observations) {
    List<Noise> rows = new ArrayList<>();
    Metric metric = observations.metric();
    for (int cell = 0; cell < observations.cellCount(); cell++) {
      Moments own = observations.moments(cell);
      if (own.n() > 0) {
        boolean replicated = own.n() > 1;
        Double deviation = replicated ? (Double) Math.sqrt(own.variance()) : null;
        Interval interval = replicated ? Interval.ofDeviation(deviation, own.n() - 1) : null;
        rows.add(
            new Noise(
                metric,
                observations.cell(cell),
                own.n(),
                replicated ? 1 : 0,
                deviation,
                Interval.lowOf(interval),
                Interval.highOf(interval),
                null));
      }
    }
    SeedNoise all = SeedNoise.of(observations);
    Interval deviation = all.interval();
    rows.add(
        new Noise(
            metric,
            null,
            all.n(),
            all.replicated(),
            all.deviation(),
            Interval.lowOf(deviation),
            Interval.highOf(deviation),
            all.sharedDeviation()));
    return rows;
  }

  static List<ExpectedBest> expectedBest(Observations picked, Observations reported) {
    record Mean(double picked, double reported) {}
    List<Mean> means = new ArrayList<>();
    int n = 0;
    for (int cell = 0; cell < picked.cellCount(); cell++) {
      Moments own = picked.moments(cell);
      if (own.n() > 0) {
        Moments other = reported.moments(cell);
        means.add(new Mean(own.mean(), other.n() == 0 ? Double.NaN : other.mean()));
        n += own.n();
      }
    }
    means.sort((a, b) -> picked.sign() * Double.compare(a.picked, b.picked));
    double[] tied = new double[means.size()];
    for (int from = 0, to; from < tied.length; from = to) {
      double sum = 0;
      for (to = from; to < tied.length && means.get(to).picked == means.get(from).picked; to++) {
        sum += means.get(to).reported;
      }
      // Of cells that tie, any is picked.
      Arrays.fill(tied, from, to, sum / (to - from));
    }
    List<ExpectedBest> rows = new ArrayList<>();
    // That all of k are among the i + 1 least.
    double[] within = new double[tied.length];
    Arrays.fill(within, 1);
    for (int k = 1; k <= tied.length; k++) {
      double expected = 0;
      double test = 0;
      double below = 0;
      for (int i = 0; i < tied.length; i++) {
        within[i] *= (i + 1.0) / tied.length;
        expected += (within[i] - below) * means.get(i).picked;
        test += (within[i] - below) * tied[i];
        below = within[i];
      }
      rows.add(
          new ExpectedBest(
              picked.metric(), k, n, means.size(), expected, Double.isNaN(test) ? null : test));
    }
    return rows;
  }

  static List<ParetoPoint> pareto(Observations picked, Observations reported) {
    List<ParetoPoint> rows = new ArrayList<>();
    for (String against : List.of("parameters", "macs", "train_seconds")) {
      Observations costs = new Observations(picked.results(), new Metric(against));
      List<ParetoPoint> points = new ArrayList<>();
      for (int cell = 0; cell < picked.cellCount(); cell++) {
        Moments accuracy = picked.moments(cell);
        Moments cost = costs.moments(cell);
        Moments test = reported.moments(cell);
        if (accuracy.n() > 0 && cost.n() > 0) {
          points.add(
              new ParetoPoint(
                  picked.metric(),
                  against,
                  picked.cell(cell),
                  accuracy.n(),
                  accuracy.mean(),
                  cost.mean(),
                  test.n() == 0 ? null : (Double) test.mean()));
        }
      }
      rows.addAll(front(points));
    }
    return rows;
  }

  /** By cost; each is better than all that cost no more. */
  private static List<ParetoPoint> front(List<ParetoPoint> points) {
    points.sort(
        (a, b) ->
            a.cost() != b.cost()
                ? Double.compare(a.cost(), b.cost())
                : Double.compare(b.accuracy(), a.accuracy()));
    List<ParetoPoint> front = new ArrayList<>();
    double cost = Double.NaN;
    double accuracy = Double.NEGATIVE_INFINITY;
    for (ParetoPoint point : points) {
      boolean equal = point.cost() == cost && point.accuracy() == accuracy;
      if (point.accuracy() > accuracy || equal) {
        front.add(point);
        cost = point.cost();
        accuracy = point.accuracy();
      }
    }
    return front;
  }
}
