package dev.ablate.sweep.report;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.ClassRow;
import dev.ablate.sweep.results.table.DesignRow;
import dev.ablate.sweep.results.table.DeviceUsed;
import dev.ablate.sweep.results.table.EpochCount;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.LayerRow;
import dev.ablate.sweep.results.table.LayerStatRow;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.Scores;
import dev.ablate.sweep.results.table.TrialRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A results folder of any size that nobody trained, written as a run writes it. */
public final class WrittenSweep {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<AxisColumn> AXES =
      List.of(
          new AxisColumn("optimizer", AxisColumn.Type.TEXT),
          new AxisColumn("learning-rate", AxisColumn.Type.DOUBLE),
          new AxisColumn("filters", AxisColumn.Type.LONG),
          new AxisColumn("batch-norm", AxisColumn.Type.BOOLEAN),
          new AxisColumn("l2", AxisColumn.Type.DOUBLE));

  private final Random random = new Random(11);
  private final List<DesignRow> points = new ArrayList<>();
  private final List<TrialRow> trials = new ArrayList<>();
  private final int seeds;
  private final int epochs;

  private WrittenSweep(int cells, int seeds, int epochs) {
    this.seeds = seeds;
    this.epochs = epochs;
    for (int cell = 0; cell < cells; cell++) {
      cell(cell);
    }
  }

  /** Arguments: FOLDER CELLS SEEDS EPOCHS. */
  public static void main(String[] arguments) {
    write(
        Path.of(arguments[0]),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]),
        Integer.parseInt(arguments[3]));
  }

  /**
   * Writes and compacts it: four numbers an epoch; every seventeenth trial diverged.
   *
   * @param cells combinations of up to 2 × 5 × 5 × 2 × 50 values, the first axis fastest
   */
  public static void write(Path folder, int cells, int seeds, int epochs) {
    WrittenSweep sweep = new WrittenSweep(cells, seeds, epochs);
    ResultsFolder results = ResultsFolder.create(ResultsLocation.of(folder.toString()), "written");
    results.startRun(sweep.run(), AXES, sweep.points);
    sweep.trials.forEach(results::commit);
    results.compact(Duration.ZERO);
  }

  /** Writes one whose first trials alone have ended. */
  public static Begun begin(Path folder, int cells, int seeds, int epochs) {
    WrittenSweep sweep = new WrittenSweep(cells, seeds, epochs);
    ResultsFolder results = ResultsFolder.create(ResultsLocation.of(folder.toString()), "written");
    results.startRun(sweep.run(), AXES, sweep.points);
    return new Begun(results, sweep.trials);
  }

  /** A sweep whose trials end one by one. */
  public record Begun(ResultsFolder folder, List<TrialRow> trials) {

    /** The next trials end. */
    public void end(int from, int to) {
      trials.subList(from, to).forEach(folder::commit);
    }
  }

  private void cell(int cell) {
    int rest = cell;
    int optimizer = rest % 2;
    rest /= 2;
    int rate = rest % 5;
    rest /= 5;
    int filters = rest % 5;
    rest /= 5;
    int norm = rest % 2;
    rest /= 2;
    List<Object> values =
        List.of(
            optimizer == 0 ? "adam" : "sgd",
            Math.pow(10, -4 + rate * 0.5),
            4L << filters,
            norm == 1,
            rest * 1e-5);
    double level = 0.7 - 0.03 * optimizer + 0.02 * rate + 0.01 * filters + 0.03 * optimizer * norm;
    for (int seed = 1; seed <= seeds; seed++) {
      TrialRow trial = trial(seed, level + random.nextGaussian() * 0.004, filters);
      trials.add(trial);
      points.add(
          new DesignRow(points.size(), cell, seed, trial.trialId(), epochs, "valid", null, values));
    }
  }

  private TrialRow trial(int seed, double level, int filters) {
    boolean diverged = trials.size() % 17 == 9;
    int trained = diverged ? epochs / 2 : epochs;
    List<EpochRow> measured = new ArrayList<>();
    double accuracy = 0;
    for (int epoch = 1; epoch <= trained; epoch++) {
      accuracy = level * (1 - Math.exp(-(epoch + 2) / 4.0)) + random.nextGaussian() * 0.003;
      measured.add(new EpochRow(epoch, "train", "loss", 2 * (1 - accuracy), epoch));
      measured.add(new EpochRow(epoch, "train", "learning_rate", 0.01 / epoch, epoch));
      measured.add(new EpochRow(epoch, "validation", "accuracy", accuracy, epoch));
      measured.add(new EpochRow(epoch, "test", "accuracy", accuracy - 0.005, epoch));
    }
    Scores scores =
        diverged
            ? Scores.NONE
            : new Scores(
                2 * (1 - accuracy), accuracy + 0.02, null, accuracy, null, accuracy - 0.005);
    return new TrialRow(
        String.format("%016x", trials.size() + 1),
        1,
        diverged ? "diverged" : "completed",
        null,
        diverged ? "train loss was NaN after iteration " + trained * 100 : null,
        null,
        seed,
        new EpochCount(epochs, trained, trained),
        trained * 100,
        trained * 3200L,
        scores,
        diverged ? null : trained,
        scores,
        trained,
        trained * 1.5,
        3200.0,
        1000L << filters,
        1000L << filters,
        1_000_000L << filters,
        "written-1",
        DeviceUsed.processor("cpu", null),
        "host",
        "driver",
        0,
        START,
        START.plusSeconds(trained),
        "fashion-mnist",
        "ab12",
        "{\"seed\":" + seed + "}",
        measured,
        List.of(),
        List.of(
            new LayerRow(0, "conv1", "conv", "1x28x28", "8x28x28", 208, 208, 156_800),
            new LayerRow(1, "output", "dense", "8x28x28", "10", 62_730, 62_730, 62_720)),
        List.of(layer(0, 0, "conv1"), layer(0, 1, "output"), layer(trained, 0, "conv1")));
  }

  private static LayerStatRow layer(int epoch, int index, String name) {
    List<Double> edges = List.of(-1.0, 0.0, 1.0);
    List<Long> counts = List.of(9L, 4L);
    return new LayerStatRow(epoch, index, name, 0.1 * epoch, 0.5, 0.3, edges, counts, 1.0, null);
  }

  private RunRow run() {
    return new RunRow(
        "written",
        0,
        START,
        "sweep { name = written }",
        "1.0",
        "written-1",
        "3.5.7",
        "17",
        "host",
        null,
        "fashion-mnist",
        "embedded",
        "ab12",
        points.size(),
        0,
        trials.size(),
        0,
        "optimizer=adam\nlearning-rate=0.001\nfilters=8\nbatch-norm=false\nl2=0.0",
        4,
        1_000L,
        1,
        List.of(new ClassRow(0, "shirt", 5, 0, 2), new ClassRow(1, "boot", 4, 0, 1)));
  }
}
