package dev.ablate.sweep.cli;

import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.SweepSpec;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.ResultsLocation;
import dev.ablate.trial.TrialId;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a run would do. */
@Command(
    name = "plan",
    description = "Says what a run would train, what it cannot, and what is done already.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  @Mixin ConfigArguments arguments;

  @Option(
      names = "--format",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).",
      paramLabel = "FORMAT")
  OutputFormat format = OutputFormat.TABLE;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException {
    PrintWriter out = command.commandLine().getOut();
    SweepSpec sweep = arguments.sweep();
    ResultsLocation location = ResultsLocation.of(sweep.output());
    Map<TrialId, FinishedTrial> finished =
        ResultsFolder.exists(location) ? ResultsFolder.open(location).finished() : Map.of();
    SweepPlan plan = Plans.of(sweep, arguments.images(sweep), finished);
    PlanTable.print(out, plan, format);
    return 0;
  }
}
