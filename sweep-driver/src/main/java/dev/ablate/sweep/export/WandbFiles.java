package dev.ablate.sweep.export;

import dev.ablate.sweep.results.flat.CsvRows;
import dev.ablate.sweep.results.table.EpochRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * {@code runs.csv} has a row a trial: its name, group and state, {@code config.*}, then {@code
 * summary.*}. {@code history.csv} has a row an epoch with a column a scalar, empty where it was not
 * measured or is not finite.
 */
final class WandbFiles {

  private WandbFiles() {}

  static List<String> write(ExportedSweep sweep, Path into) throws IOException {
    TreeSet<String> scalars = new TreeSet<>();
    TreeSet<String> scores = new TreeSet<>();
    for (ExportedRun run : sweep.runs()) {
      run.epochs().forEach(row -> scalars.add(ExportedRun.scalar(row)));
      scores.addAll(run.point().values().keySet());
    }
    List<String> settings = List.copyOf(sweep.runs().get(0).settings().keySet());
    List<String> head = new ArrayList<>(List.of("name", "group", "trial_id", "state"));
    settings.forEach(name -> head.add("config." + name));
    scores.forEach(name -> head.add("summary." + name));
    print(
        into.resolve("runs.csv"),
        head,
        sweep.runs().stream().map(run -> row(run, List.copyOf(scores))).iterator());
    List<String> steps = new ArrayList<>(List.of("name", "group", "_step"));
    steps.addAll(scalars);
    print(
        into.resolve("history.csv"),
        steps,
        sweep.runs().stream()
            .flatMap(run -> history(run, List.copyOf(scalars)).stream())
            .iterator());
    return List.of(sweep.runs().size() + " runs, " + scalars.size() + " scalars");
  }

  private static void print(Path file, List<String> head, Iterator<List<Object>> rows)
      throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      CsvRows.print(head, rows, out::print);
      if (out.checkError()) {
        throw new IOException(file + " cannot be written");
      }
    }
  }

  private static List<Object> row(ExportedRun run, List<String> scores) {
    List<Object> row = new ArrayList<>();
    row.add(run.name());
    row.add(run.group());
    row.add(run.details().trialId());
    row.add(run.details().status());
    row.addAll(run.settings().values());
    scores.forEach(name -> row.add(run.point().values().get(name)));
    return row;
  }

  private static List<List<Object>> history(ExportedRun run, List<String> scalars) {
    Map<Integer, Map<String, Object>> epochs = new LinkedHashMap<>();
    for (EpochRow row : run.epochs()) {
      Map<String, Object> epoch =
          epochs.computeIfAbsent(row.epoch(), none -> new LinkedHashMap<>());
      if (Double.isFinite(row.value())) {
        epoch.put(ExportedRun.scalar(row), row.value());
      }
    }
    List<List<Object>> rows = new ArrayList<>();
    epochs.forEach(
        (epoch, values) -> {
          List<Object> row = new ArrayList<>(List.of(run.name(), run.group(), epoch));
          scalars.forEach(name -> row.add(values.get(name)));
          rows.add(row);
        });
    return rows;
  }
}
