package dev.ablate.sweep.cli;

import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.IntervalMethod;
import dev.ablate.sweep.analysis.MainEffect;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.RecordTable;
import dev.ablate.sweep.analysis.SweepReader;
import dev.ablate.sweep.analysis.SweepResults;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.flat.CsvRows;
import dev.ablate.sweep.results.flat.JsonRows;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The morning's first look: which choice mattered, by how much, how sure. Starts no Spark. */
@Command(
    name = "effects",
    description = "Says which choice mattered, by how much, and how sure that is.",
    mixinStandardHelpOptions = true)
final class EffectsCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Option(
      names = "--metric",
      paramLabel = "M",
      description = "A number of the table results (default: best_test_accuracy or test_accuracy).")
  String metric;

  @Option(names = "--axis", paramLabel = "A", description = "Only this axis.")
  String axis;

  @Option(
      names = "--interval",
      paramLabel = "METHOD",
      description = "t, or bootstrap from ten seeds on (default: ${DEFAULT-VALUE}).")
  IntervalMethod interval = IntervalMethod.T;

  @Option(
      names = "--at-epoch",
      paramLabel = "N",
      description = "Compare after this epoch; 0 for the last that all trials have reached.")
  Integer atEpoch;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).")
  OutputFormat format = OutputFormat.TABLE;

  @Spec CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    SweepResults read = SweepReader.read(ResultsFolder.open(ResultsLocation.of(results)));
    if (atEpoch != null) {
      read = atEpoch(read);
    }
    Analysis analysis = Analysis.of(read).with(interval);
    Metric asked = asked(analysis);
    List<MainEffect> effects =
        analysis.mainEffects(asked).stream()
            .filter(row -> axis == null || row.axis().name().equals(axis))
            .toList();
    RecordTable table = new RecordTable(MainEffect.class, read.axes());
    List<String> header = List.copyOf(table.columns().keySet());
    List<List<Object>> rows = effects.stream().map(row -> Arrays.asList(table.row(row))).toList();
    switch (format) {
      case TABLE -> new EffectsTable(out, analysis, asked, atEpoch).print(effects, axis);
      case CSV -> CsvRows.print(header, rows.iterator(), out::print);
      case JSON -> JsonRows.print(header, rows.iterator(), out::print);
    }
    out.flush();
    return 0;
  }

  /** The option then has the epoch that is compared. */
  private SweepResults atEpoch(SweepResults read) {
    int common = read.lastCommonEpoch();
    if (atEpoch == 0) {
      atEpoch = common == 0 ? null : (Integer) common;
      return common == 0 ? read : read.atEpoch(common);
    }
    SweepResults then = read.atEpoch(atEpoch);
    if (then.trials().stream().allMatch(trial -> trial.values().isEmpty())) {
      throw new ResultsException(
          results
              + ": --at-epoch "
              + atEpoch
              + " was reached by no trial; "
              + (common == 0 ? "none has reached any" : "all have reached epoch " + common));
    }
    return then;
  }

  /** Both problems at once, if there are both. */
  private Metric asked(Analysis analysis) {
    SweepResults read = analysis.results();
    TreeSet<String> measured = new TreeSet<>();
    read.trials().forEach(trial -> measured.addAll(trial.values().keySet()));
    StringBuilder problems = new StringBuilder();
    if (metric != null && !measured.contains(metric)) {
      problems.append(
          results
              + ": --metric "
              + metric
              + " was not measured; there is "
              + String.join(", ", measured)
              + "\n");
    }
    if (axis != null && read.axes().stream().noneMatch(each -> each.name().equals(axis))) {
      problems.append(
          results
              + ": --axis "
              + axis
              + " is not in the design; there is "
              + read.axes().stream().map(Axis::name).collect(Collectors.joining(", "))
              + "\n");
    }
    if (!problems.isEmpty()) {
      throw new ResultsException(problems.toString().strip());
    }
    if (metric != null) {
      return new Metric(metric);
    }
    return analysis.metrics().isEmpty() ? analysis.picking() : analysis.metrics().get(0);
  }
}
