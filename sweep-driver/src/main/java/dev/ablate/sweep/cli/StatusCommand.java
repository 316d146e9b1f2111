package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.RunRow;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how far a sweep is, without starting Spark. */
@Command(
    name = "status",
    description = "Says how far a sweep is and which trials lead.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Option(names = "--follow", description = "Keeps saying it until the run is over.")
  boolean follow;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    ResultsFolder folder = ResultsFolder.open(ResultsLocation.of(results));
    say(out, folder);
    if (follow) {
      new Following(folder, out).untilOver();
    }
    return 0;
  }

  private static void say(PrintWriter out, ResultsFolder folder) {
    List<RunRow> runs = folder.runs();
    Collection<FinishedTrial> finished = folder.finished().values();
    if (!runs.isEmpty()) {
      RunRow run = runs.get(runs.size() - 1);
      out.println(
          "sweep     " + run.sweepId() + ", run " + run.run() + ", started " + run.startedAt());
      out.println(
          "asked     "
              + run.points()
              + " points, "
              + run.invalidPoints()
              + " invalid, "
              + run.trials()
              + " trials");
    }
    Map<String, Long> byStatus =
        finished.stream()
            .collect(
                Collectors.groupingBy(StatusCommand::label, TreeMap::new, Collectors.counting()));
    out.println(
        "ended     "
            + (byStatus.isEmpty()
                ? "none"
                : byStatus.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining(", "))));
    folder.progress().ifPresent(told -> Following.lines(told, Instant.now()).forEach(out::println));
    Leaderboards.print(out, folder);
  }

  private static String label(FinishedTrial trial) {
    return trial.failure() == null ? trial.status() : trial.status() + " (" + trial.failure() + ")";
  }
}
