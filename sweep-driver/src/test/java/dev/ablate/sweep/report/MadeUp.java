package dev.ablate.sweep.report;

import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Cell;
import dev.ablate.sweep.analysis.Measured;
import dev.ablate.sweep.analysis.Status;
import dev.ablate.sweep.analysis.SweepResults;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.results.TrialDetails;
import dev.ablate.sweep.results.table.EpochCount;
import dev.ablate.sweep.results.table.LayerRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Sweeps with known effects, as large as a test needs. */
public final class MadeUp {

  private final String name;
  private final List<Axis> axes;
  private final int seeds;
  private final int epochs;
  private final String error;
  private final Random random = new Random(7);
  private final List<Trial> trials = new ArrayList<>();
  private final Map<Trial, double[]> accuracies = new LinkedHashMap<>();
  private final Map<String, TrialDetails> details = new LinkedHashMap<>();

  private MadeUp(String name, List<Axis> axes, int seeds, int epochs, String error) {
    this.name = name;
    this.axes = axes;
    this.seeds = seeds;
    this.epochs = epochs;
    this.error = error;
    grid(new ArrayList<>());
  }

  /** A grid whose trials' accuracy the axes' places decide. */
  public static ReportData of(String name, List<Axis> axes, int seeds, int epochs, String error) {
    return new MadeUp(name, axes, seeds, epochs, error).data();
  }

  /** Four axes of which one does nothing and one interacts. */
  public static ReportData usual() {
    return of(
        "night",
        List.of(
            new Axis("optimizer", Axis.Kind.TEXT, List.of("adam", "sgd"), "adam"),
            new Axis("learning-rate", Axis.Kind.NUMBER, List.of(1e-4, 1e-3, 1e-2), 1e-3),
            new Axis("filters", Axis.Kind.WHOLE, List.of(8L, 16L, 32L), 8L),
            new Axis("batch-norm", Axis.Kind.BOOLEAN, List.of(false, true), false)),
        3,
        20,
        "train loss was NaN after iteration 120");
  }

  private void grid(List<Object> chosen) {
    if (chosen.size() < axes.size()) {
      for (Object value : axes.get(chosen.size()).values()) {
        List<Object> more = new ArrayList<>(chosen);
        more.add(value);
        grid(more);
      }
      return;
    }
    int id = trials.size() / seeds;
    Cell cell = new Cell(id, axes, chosen);
    for (int seed = 1; seed <= seeds; seed++) {
      trial(cell, seed);
    }
  }

  private void trial(Cell cell, long seed) {
    double end = 0.7 + random.nextGaussian() * 0.004;
    for (int i = 0; i < axes.size() - 1; i++) {
      end += (i == 0 ? -0.06 : 0.025) * level(cell, i);
    }
    if (!axes.isEmpty()) {
      int last = axes.size() - 1;
      end += 0.05 * level(cell, 0) * level(cell, last);
    }
    boolean diverges = error != null && trials.size() % 17 == 9;
    String id = String.format("%016x", trials.size() + 1);
    double[] curve = new double[epochs];
    for (int i = 0; i < epochs; i++) {
      curve[i] = end * (1 - Math.exp(-(i + 2) / 4.0)) + random.nextGaussian() * 0.003;
    }
    Map<String, Double> values = new LinkedHashMap<>();
    if (!diverges) {
      values.put("best_test_accuracy", end);
      values.put("best_validation_accuracy", end + 0.004);
      values.put("test_accuracy", end);
      values.put("test_loss", 1 - end);
      values.put("train_seconds", 20 + 4.0 * cell.id() + random.nextDouble());
      values.put("parameters", 1000.0 * (1 + cell.id() % 9));
      values.put("macs", 1e6 * (1 + cell.id() % 9));
    }
    Trial trial =
        new Trial(
            cell, seed, id, epochs, diverges ? Status.DIVERGED : Status.COMPLETED, null, values);
    trials.add(trial);
    accuracies.put(trial, curve);
    details.put(id, details(id, seed, diverges, cell));
  }

  private int level(Cell cell, int axis) {
    return axes.get(axis).values().indexOf(cell.values().get(axis));
  }

  private TrialDetails details(String id, long seed, boolean diverges, Cell cell) {
    return new TrialDetails(
        id,
        1,
        diverges ? "diverged" : "completed",
        null,
        diverges ? error : null,
        seed,
        new EpochCount(epochs, epochs, epochs),
        epochs * 100,
        20 + 4.0 * cell.id(),
        1000L * (1 + cell.id() % 9),
        1_000_000L * (1 + cell.id() % 9),
        "cpu",
        "host",
        Instant.parse("2026-01-02T03:04:05Z"),
        "{\"seed\":" + seed + "}",
        List.of(
            new LayerRow(0, "conv1", "conv", "1x28x28", "8x28x28", 208, 208, 156_800),
            new LayerRow(1, "output", "dense", "8x28x28", "10", 62_730, 62_730, 62_720)));
  }

  private ReportData data() {
    SweepResults results =
        new SweepResults(
            name,
            axes,
            trials,
            (names, consumer) ->
                accuracies.forEach(
                    (trial, curve) -> {
                      for (int i = 0; i < curve.length; i++) {
                        Stream.of(
                                new Measured(trial, i + 1, "validation", "accuracy", curve[i]),
                                new Measured(trial, i + 1, "train", "loss", 2 * (1 - curve[i])))
                            .filter(each -> names.test(each.name()))
                            .forEach(consumer);
                      }
                    }));
    return ReportData.of(
        Analysis.of(results),
        details,
        new Provenance(
            List.of(
                new Provenance.Fact("data set", "fashion-mnist"),
                new Provenance.Fact("started", "2026-01-02 03:04 UTC")),
            "sweep { name = \"" + name + "\" }"),
        List.of());
  }
}
