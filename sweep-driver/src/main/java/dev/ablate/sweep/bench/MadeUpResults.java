package dev.ablate.sweep.bench;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.DesignRow;
import dev.ablate.sweep.results.table.DeviceUsed;
import dev.ablate.sweep.results.table.EpochCount;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.LayerRow;
import dev.ablate.sweep.results.table.LayerStatRow;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.Scores;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.sweep.results.table.TrialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Results of any size that no training made, written as a run writes them: four axes, five seeds a
 * cell.
 *
 * @param trials how many
 * @param epochs of each trial
 * @param measures of each epoch: split and metric with a space between
 */
record MadeUpResults(int trials, int epochs, List<String> measures) {

  private static final int SEEDS = 5;
  private static final int COUNT_OF_FILTERS = 8;
  private static final int COUNT_OF_RATES = 5;
  private static final List<AxisColumn> AXES =
      List.of(
          new AxisColumn("filters", AxisColumn.Type.LONG),
          new AxisColumn("optimizer", AxisColumn.Type.TEXT),
          new AxisColumn("learning-rate", AxisColumn.Type.DOUBLE),
          new AxisColumn("l2", AxisColumn.Type.DOUBLE));

  MadeUpResults {
    measures = List.copyOf(measures);
  }

  /** Writes each trial's row as a file of its own. */
  void write(ResultsFolder results) {
    begin(results);
    write(results, 0, trials);
  }

  /** Writes down what was asked. */
  void begin(ResultsFolder results) {
    results.startRun(run(), AXES, IntStream.range(0, trials).mapToObj(this::point).toList());
  }

  /** Writes the rows of some trials. */
  void write(ResultsFolder results, int from, int to) {
    IntStream.range(from, to).parallel().mapToObj(this::trial).forEach(results::commit);
  }

  private RunRow run() {
    return new RunRow(
        "bench",
        0,
        Instant.EPOCH,
        "",
        "",
        "idle",
        "",
        "",
        "host",
        null,
        "none",
        "none",
        "none",
        trials,
        0,
        trials,
        0,
        null,
        null,
        null,
        null,
        List.of());
  }

  private DesignRow point(int trial) {
    int cell = trial / SEEDS;
    int rest = cell / COUNT_OF_FILTERS;
    int penalty = rest / 2 / COUNT_OF_RATES;
    List<Object> values =
        List.of(
            filters(cell),
            rest % 2 == 0 ? "adam" : "sgd",
            Math.pow(10, -4 + rest / 2 % COUNT_OF_RATES * 0.5),
            penalty * 1e-5);
    return new DesignRow(trial, cell, 1 + trial % SEEDS, id(trial), epochs, "valid", null, values);
  }

  private static long filters(int cell) {
    return 8L << cell % COUNT_OF_FILTERS;
  }

  private static String id(int trial) {
    return String.format(Locale.ROOT, "%016x", trial * 0x9E3779B97F4A7C15L);
  }

  private TrialRow trial(int number) {
    Random random = new Random(number);
    List<EpochRow> measured = new ArrayList<>(measures.size() * epochs);
    double seconds = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      seconds += 1 + random.nextDouble();
      for (String measure : measures) {
        int space = measure.indexOf(' ');
        double value = random.nextInt(10_000) / 1e4;
        measured.add(
            new EpochRow(
                epoch, measure.substring(0, space), measure.substring(space + 1), value, seconds));
      }
    }
    int cell = number / SEEDS;
    double score = 0.5 + 0.02 * (cell % COUNT_OF_FILTERS) + 0.01 * random.nextGaussian();
    Scores scores = new Scores(1 - score, score, 1 - score, score, 1 - score, score);
    return new TrialRow(
        id(number),
        1,
        TrialStatus.COMPLETED.text(),
        null,
        null,
        null,
        1 + number % SEEDS,
        new EpochCount(epochs, epochs, epochs),
        epochs,
        epochs,
        scores,
        epochs,
        scores,
        seconds,
        seconds,
        1.0,
        filters(cell),
        filters(cell),
        filters(cell),
        "idle",
        DeviceUsed.processor("cpu", null),
        "host",
        "driver",
        0,
        Instant.EPOCH,
        Instant.EPOCH,
        "none",
        "none",
        "{}",
        measured,
        List.of(),
        List.of(new LayerRow(0, "dense1", "dense", "10", "10", 10, 10, 10)),
        List.of(layer(0), layer(epochs)));
  }

  private static LayerStatRow layer(int epoch) {
    List<Double> edges = List.of(-1.0, 0.0, 1.0);
    return new LayerStatRow(epoch, 0, "dense1", 0.0, 0.5, 0.1, edges, List.of(9L, 4L), 1.0, null);
  }
}
