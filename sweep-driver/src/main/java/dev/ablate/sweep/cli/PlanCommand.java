package dev.ablate.sweep.cli;

import dev.ablate.data.ImageDataset;
import dev.ablate.sweep.analysis.Sensitivity;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.design.Design;
import dev.ablate.sweep.plan.CostModel;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.Forecast;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.run.CostCache;
import dev.ablate.sweep.run.Earlier;
import dev.ablate.sweep.run.RunPlanner;
import dev.ablate.sweep.study.SweepSpec;
import java.io.PrintWriter;
import java.util.Optional;
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

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Trials at a time, for the estimate of time (default: the processors here).")
  int slots = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--calibrate",
      description = "Measures first what training costs here, in about half a minute.")
  boolean calibrate;

  @Option(
      names = "--noise",
      paramLabel = "POINTS|RESULTS",
      description = {
        "How much seeds alone make accuracies differ: a standard deviation in points, or results to",
        "take it from (default: earlier results of the same data set and network)."
      })
  String noise;

  @Option(
      names = "--difference",
      paramLabel = "POINTS",
      description = "Says how many seeds this difference needs (default: ${DEFAULT-VALUE}).")
  double difference = 0.5;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    if (!(difference > 0 && difference <= 100)) {
      throw new ResultsException(
          "--difference must be above 0 and at most 100 points, but was " + difference);
    }
    Optional<EarlierNoise> given = Optional.ofNullable(noise).map(EarlierNoise::given);
    SweepSpec sweep = arguments.sweep();
    ResultsLocation location = ResultsLocation.of(sweep.output());
    ImageDataset images = arguments.images(sweep);
    CostCache costs = new CostCache(sweep, slots, command.commandLine().getErr()::println);
    if (calibrate) {
      costs.calibrate(DataFacts.of(images));
    }
    Optional<CostModel> model = costs.model();
    SweepPlan plan =
        RunPlanner.plan(
            sweep, location, images, Earlier.at(location), arguments.retried, model, slots);
    PlanTable.print(out, plan, format, model.map(m -> Forecast.of(plan, slots, m.logError())));
    if (format == OutputFormat.TABLE) {
      out.println("seeds     " + seeds(sweep, plan, given.or(() -> EarlierNoise.find(sweep))));
      Design.of(sweep).aliases().forEach(alias -> out.println("confounded: " + alias));
    }
    return 0;
  }

  private String seeds(SweepSpec sweep, SweepPlan plan, Optional<EarlierNoise> known) {
    if (sweep.axes().isEmpty()) {
      return sweep.seeds().size() + ": nothing is compared, because there is no axis";
    }
    return known
        .map(
            found ->
                SeedsLine.of(
                    Sensitivity.of(PlannedDesign.of(sweep, plan), found.deviation()),
                    sweep.seeds().size(),
                    found,
                    difference))
        .orElse(
            sweep.seeds().size()
                + ": what they can show depends on the noise, of which no earlier results of this"
                + " data set and network say anything; --noise 0.4 assumes 0.4 points");
  }
}
