package dev.ablate.sweep.analysis;

import dev.ablate.sweep.results.EpochCurve;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.TrialScores;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.DesignRow;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.RunDesign;
import dev.ablate.sweep.results.table.Scores;
import dev.ablate.sweep.results.table.TrialStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads what analysis needs from a results folder, without Spark: the latest run's design, and of
 * each trial its scores. What was measured by epoch is read only for points that ask fewer epochs
 * than their trial trained, and for curves.
 */
public final class SweepReader {

  private final ResultsFolder folder;
  private final RunDesign design;
  private final Map<String, TrialScores> scores = new HashMap<>();
  private final List<Axis> axes = new ArrayList<>();
  private final Map<Integer, Cell> cells = new HashMap<>();

  private SweepReader(ResultsFolder folder, RunDesign design) {
    this.folder = folder;
    this.design = design;
    for (int i = 0; i < design.axes().size(); i++) {
      axes.add(axis(i));
    }
  }

  /**
   * The results of a folder's latest run, as they are now.
   *
   * @throws ResultsException if the folder cannot be read, or holds no run yet
   */
  public static SweepResults read(ResultsFolder folder) {
    return find(folder)
        .orElseThrow(() -> new ResultsException(folder.location().uri() + ": holds no run yet"));
  }

  /** The same; nothing before the first run. */
  static Optional<SweepResults> find(ResultsFolder folder) {
    return folder.latestDesign().map(design -> new SweepReader(folder, design).read());
  }

  /** The axes of a folder's latest run; none before the first. */
  static List<Axis> axes(ResultsFolder folder) {
    return folder
        .latestDesign()
        .map(design -> new SweepReader(folder, design).axes)
        .orElse(List.of());
  }

  private SweepResults read() {
    folder.scores().forEach(trial -> scores.put(trial.trialId(), trial));
    Set<String> shortened = new TreeSet<>();
    for (DesignRow point : design.points()) {
      TrialScores trial = trial(point);
      if (trial != null && point.atEpoch() < trial.epochsAsked()) {
        shortened.add(trial.trialId());
      }
    }
    Map<String, List<EpochRow>> epochs =
        shortened.isEmpty() ? Map.of() : folder.epochs(shortened::contains);
    List<Trial> trials = new ArrayList<>();
    for (DesignRow point : design.points()) {
      trials.add(trial(point, epochs));
    }
    return new SweepResults(
        design.run().sweepId(), axes, trials, (names, consumer) -> curves(trials, names, consumer));
  }

  private void curves(List<Trial> trials, Predicate<String> names, Consumer<Measured> consumer) {
    Map<String, List<Trial>> points = new HashMap<>();
    for (Trial trial : trials) {
      if (trial.trialId() != null) {
        points.computeIfAbsent(trial.trialId(), none -> new ArrayList<>()).add(trial);
      }
    }
    folder
        .curves(names)
        .forEach(
            (id, curves) -> {
              for (Trial point : points.getOrDefault(id, List.of())) {
                curves.forEach(curve -> curve(point, curve, consumer));
              }
            });
  }

  private static void curve(Trial point, EpochCurve curve, Consumer<Measured> consumer) {
    for (int i = 0; i < curve.size(); i++) {
      int epoch = curve.epoch(i);
      double value = curve.value(i);
      if (epoch <= point.atEpoch() && Double.isFinite(value)) {
        consumer.accept(new Measured(point, epoch, curve.split(), curve.metric(), value));
      }
    }
  }

  private Axis axis(int position) {
    AxisColumn column = design.axes().get(position);
    Set<Object> values = new LinkedHashSet<>();
    for (DesignRow point : design.points()) {
      if (point.values().get(position) != null) {
        values.add(point.values().get(position));
      }
    }
    Axis.Kind kind =
        switch (column.type()) {
          case LONG -> Axis.Kind.WHOLE;
          case DOUBLE -> Axis.Kind.NUMBER;
          case BOOLEAN -> Axis.Kind.BOOLEAN;
          case TEXT -> Axis.Kind.TEXT;
        };
    String wanted = design.run().baselines().get(column.name());
    Object baseline = values.isEmpty() ? null : values.iterator().next();
    for (Object value : values) {
      if (Text.of(value).equals(wanted)) {
        baseline = value;
      }
    }
    return new Axis(column.name(), kind, List.copyOf(values), baseline);
  }

  private TrialScores trial(DesignRow point) {
    return point.trialId() == null ? null : scores.get(point.trialId());
  }

  private Trial trial(DesignRow point, Map<String, List<EpochRow>> epochs) {
    Cell cell = cells.computeIfAbsent(point.cell(), id -> new Cell(id, axes, point.values()));
    TrialScores trial = trial(point);
    if (trial == null) {
      Status status =
          switch (point.validity()) {
            case "invalid" -> Status.INVALID;
            case "excluded" -> Status.EXCLUDED;
            default -> Status.MISSING;
          };
      return new Trial(
          cell, point.seed(), point.trialId(), point.atEpoch(), status, null, Map.of());
    }
    int at = point.atEpoch();
    if (at >= trial.epochsAsked()) {
      Status status = status(trial);
      // A trial that was asked fewer epochs than the point has not answered it.
      boolean shorter = at > trial.epochsAsked();
      return new Trial(
          cell,
          point.seed(),
          trial.trialId(),
          at,
          shorter && status != Status.DIVERGED && status != Status.FAILED ? Status.MISSING : status,
          trial.failure(),
          values(trial, trial.last(), trial.best(), trial.trainSeconds()));
    }
    return shortened(cell, point, trial, epochs.getOrDefault(trial.trialId(), List.of()));
  }

  /** The point as its trial was after fewer epochs than it trained. */
  private Trial shortened(Cell cell, DesignRow point, TrialScores trial, List<EpochRow> epochs) {
    List<EpochRow> seen = epochs.stream().filter(row -> row.epoch() <= point.atEpoch()).toList();
    int last = seen.stream().mapToInt(EpochRow::epoch).max().orElse(0);
    EpochRow best = null;
    double seconds = 0;
    for (EpochRow row : seen) {
      seconds = row.epoch() == last ? Math.max(seconds, row.trainSeconds()) : seconds;
      if (row.split().equals("validation")
          && row.metric().equals("accuracy")
          && !Double.isNaN(row.value())
          && (best == null || row.value() > best.value())) {
        best = row;
      }
    }
    Scores ending = scores(seen, last);
    boolean reached =
        point.atEpoch() <= trial.epochsTrained()
            && ending.trainLoss() != null
            && Double.isFinite(ending.trainLoss());
    return new Trial(
        cell,
        point.seed(),
        trial.trialId(),
        point.atEpoch(),
        reached ? Status.COMPLETED : status(trial),
        reached ? null : trial.failure(),
        values(trial, ending, best == null ? Scores.NONE : scores(seen, best.epoch()), seconds));
  }

  private static Scores scores(List<EpochRow> rows, int epoch) {
    Map<String, Double> found = new HashMap<>();
    for (EpochRow row : rows) {
      if (row.epoch() == epoch) {
        found.put(row.split() + "_" + row.metric(), row.value());
      }
    }
    return new Scores(
        found.get("train_loss"),
        found.get("train_accuracy"),
        found.get("validation_loss"),
        found.get("validation_accuracy"),
        found.get("test_loss"),
        found.get("test_accuracy"));
  }

  private static Status status(TrialScores trial) {
    return switch (TrialStatus.of(trial.status())) {
      case COMPLETED -> Status.COMPLETED;
      case DIVERGED -> Status.DIVERGED;
      case FAILED -> Status.FAILED;
      // Who ends a sweep has the trial answer nothing yet.
      case STOPPED -> "request".equals(trial.stoppedBy()) ? Status.MISSING : Status.STOPPED;
    };
  }

  private static Map<String, Double> values(
      TrialScores trial, Scores last, Scores best, double seconds) {
    Map<String, Double> values = new LinkedHashMap<>();
    put(values, "", last);
    put(values, "best_", best);
    put(values, "train_seconds", seconds);
    put(values, "images_per_second", trial.imagesPerSecond());
    put(values, "parameters", (double) trial.parameters());
    put(values, "macs", (double) trial.macs());
    return values;
  }

  private static void put(Map<String, Double> values, String prefix, Scores scores) {
    put(values, prefix + "train_loss", scores.trainLoss());
    put(values, prefix + "train_accuracy", scores.trainAccuracy());
    put(values, prefix + "validation_loss", scores.validationLoss());
    put(values, prefix + "validation_accuracy", scores.validationAccuracy());
    put(values, prefix + "test_loss", scores.testLoss());
    put(values, prefix + "test_accuracy", scores.testAccuracy());
  }

  private static void put(Map<String, Double> values, String name, Double value) {
    if (value != null && Double.isFinite(value)) {
      values.put(name, value);
    }
  }
}
