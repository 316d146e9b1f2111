package dev.ablate.sweep.cli;

import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.CellCondition;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.SweepReader;
import dev.ablate.sweep.analysis.SweepResults;
import dev.ablate.sweep.report.plot.Plot;
import dev.ablate.sweep.report.plot.PlotKind;
import dev.ablate.sweep.report.plot.PngImage;
import dev.ablate.sweep.report.plot.Style;
import dev.ablate.sweep.report.plot.SvgText;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.trial.TrialId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one plot for a paper. Starts no Spark, needs no display. */
@Command(
    name = "plot",
    description = "Draws one plot of a sweep into a file, sized for a paper's column.",
    mixinStandardHelpOptions = true)
final class PlotCommand implements Callable<Integer> {

  /** How much of a page's width. */
  enum Columns {
    ONE,
    TWO
  }

  @Parameters(index = "0", paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Parameters(index = "1", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
  PlotKind kind;

  @Option(
      names = "--metric",
      paramLabel = "M",
      description =
          "A number of the table results (default: best_test_accuracy or test_accuracy); of curves"
              + " the split and the metric (default: validation_accuracy or test_accuracy); of"
              + " layer-stats what picks the trial.")
  String metric;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only these cells: \"axis_batch_norm = true and axis_filters >= 16\".")
  String where;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description = "one (85 mm) or two (178 mm) of a paper's columns (default: two).")
  Columns columns = Columns.TWO;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where it goes: FILE.svg, or FILE.png at 300 pixels an inch.")
  Path output;

  @Spec CommandSpec command;

  @Override
  public Integer call() {
    boolean png = output.toString().endsWith(".png");
    if (!png && !output.toString().endsWith(".svg")) {
      throw new ResultsException(output + ": must end in .svg or .png");
    }
    OutputFile file = new OutputFile(output);
    file.check();
    ResultsFolder folder = ResultsFolder.open(ResultsLocation.of(results));
    Analysis analysis = Analysis.of(chosen(folder));
    Metric asked = asked(analysis);
    boolean measured = kind.overEpochs() || analysis.results().measures(asked);
    Plot plot =
        (measured
                ? kind.of(analysis, asked, trial -> folder.layerStats(new TrialId(trial)))
                : Optional.<Plot>empty())
            .orElseThrow(() -> nothing(analysis, asked));
    Style style = columns == Columns.ONE ? Style.ONE_COLUMN : Style.TWO_COLUMNS;
    file.write(
        png
            ? PngImage.of(plot, style)
            : SvgText.file(plot, style).getBytes(StandardCharsets.UTF_8));
    command.commandLine().getOut().println("plot      " + output + ": " + plot.title());
    return 0;
  }

  private SweepResults chosen(ResultsFolder folder) {
    SweepResults read = SweepReader.read(folder);
    if (where == null) {
      return read;
    }
    SweepResults chosen;
    try {
      chosen = read.where(CellCondition.of(where, read.axes()));
    } catch (IllegalArgumentException e) {
      throw new ResultsException(results + ": --where: " + e.getMessage(), e);
    }
    if (chosen.trials().isEmpty()) {
      throw new ResultsException(results + ": --where " + where + " leaves no cell");
    }
    return chosen;
  }

  private Metric asked(Analysis analysis) {
    if (metric != null) {
      return new Metric(metric);
    }
    if (kind == PlotKind.LEARNING_RATE) {
      return new Metric("train_learning_rate");
    }
    if (kind == PlotKind.CURVES) {
      return analysis.results().measures(Metric.BEST_VALIDATION_ACCURACY)
          ? new Metric("validation_accuracy")
          : Metric.TEST_ACCURACY;
    }
    return analysis.metrics().isEmpty() ? analysis.picking() : analysis.metrics().get(0);
  }

  private ResultsException nothing(Analysis analysis, Metric asked) {
    if (kind == PlotKind.LAYER_STATS && analysis.results().measures(asked)) {
      return new ResultsException(
          results
              + ": nobody looked at the layers of its trial with the best "
              + asked.name()
              + "; a study asks for that by training.layer-stats.at-epochs");
    }
    Set<String> measured = new TreeSet<>();
    if (kind.overEpochs()) {
      analysis.results().curves().forEach(m -> measured.add(m.name()));
    } else {
      analysis.results().trials().forEach(trial -> measured.addAll(trial.values().keySet()));
    }
    return new ResultsException(
        measured.contains(asked.name())
            ? results + ": has nothing to draw as " + kind + " of " + asked.name()
            : results
                + ": --metric "
                + asked.name()
                + " was not measured; there is "
                + String.join(", ", measured));
  }
}
