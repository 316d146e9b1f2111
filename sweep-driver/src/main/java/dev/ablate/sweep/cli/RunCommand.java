package dev.ablate.sweep.cli;

import dev.ablate.spec.Names;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.PackedStudy;
import dev.ablate.sweep.execution.OrderlyStop;
import dev.ablate.sweep.execution.SweepExecution;
import dev.ablate.sweep.inspection.StudyInspection;
import dev.ablate.sweep.results.Retry;
import dev.ablate.sweep.results.table.Columns;
import dev.ablate.sweep.run.ClusterMode;
import dev.ablate.sweep.run.RunRequest;
import dev.ablate.sweep.run.SweepRun;
import dev.ablate.sweep.study.SweepSpec;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains what the plan leaves to run. */
@Command(
    name = "run",
    description = "Trains every trial of a study that its results do not hold yet.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  /** The launcher knows whether standard output is a terminal; Java 17 cannot ask. */
  private static final String TERMINAL = "ablate.terminal";

  /** The launcher's own name, if it started this. */
  private static final String LAUNCHER = "ablate.launcher";

  @Mixin ConfigArguments arguments;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Native threads of one trial (default: ${DEFAULT-VALUE}).")
  int threads = 1;

  @Option(
      names = "--watch",
      description = "Serves a page of the run while it trains, to this machine alone.")
  boolean watch;

  @Option(
      names = "--pack",
      description = {
        "Trains nothing: prints the arguments, a line each, of the same run for a driver that",
        "spark-submit starts on another machine (--deploy-mode cluster), with the study in them."
      })
  boolean pack;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, InterruptedException {
    SweepSpec sweep = arguments.sweep();
    if (pack || ClusterMode.isOn(new SparkConf())) {
      ClusterMode.check(sweep, arguments.data.folders);
    }
    if (pack) {
      packed().forEach(command.commandLine().getOut()::println);
      return 0;
    }
    try (OrderlyStop stop = OrderlyStop.listen()) {
      return run(sweep, stop);
    }
  }

  /** The command that this one is, with nothing left to find on this machine. */
  private List<String> packed() throws ConfigException {
    List<String> words = new ArrayList<>(List.of("run", PackedStudy.pack(arguments.resolved())));
    arguments.data.folders.forEach(folder -> words.addAll(List.of("--data", folder.toString())));
    arguments.retried.forEach(what -> words.addAll(List.of("--retry", Names.kebab(what))));
    words.addAll(List.of("--threads", Integer.toString(threads)));
    if (watch) {
      words.add("--watch");
    }
    return words;
  }

  private int run(SweepSpec sweep, OrderlyStop stop) throws ConfigException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    SweepRun.Result result =
        SweepRun.run(
            new RunRequest(sweep, arguments.resolved(), arguments.locator(), retried(), threads),
            new RunDisplay(out, Boolean.getBoolean(TERMINAL), watch),
            stop);
    if (result.left() > 0 && !result.stopped()) {
      out.println(
          "budget    the time is over; " + result.left() + " trials are left for the next run");
    }
    Leaderboards.print(out, result.folder());
    out.println();
    if (result.stopped()) {
      out.println("stopped   what was training left checkpoints; run it again to go on");
      return Main.INTERRUPTED;
    }
    StudyInspection.draw(
        sweep.inspect(),
        result.folder(),
        arguments.locator(),
        notice -> out.println("inspect   " + notice));
    out.println("tables    " + sweep.output() + "/tables");
    out.println(
        "ask       " + program() + " sql " + sweep.output() + " \"" + question(sweep) + "\"");
    return 0;
  }

  /** What failed again before this process began would be trained again and again. */
  private Set<Retry> retried() {
    if (SweepExecution.isRestarted() && !arguments.retried.isEmpty()) {
      command
          .commandLine()
          .getErr()
          .println("sweep: what --retry has not reached stays as it is; run again for that");
      return Set.of();
    }
    return arguments.retried;
  }

  /** How this program is called where it was started. */
  private static String program() {
    return System.getProperty(
        LAUNCHER, "spark-submit --class " + Main.class.getName() + " " + jobJar());
  }

  /** The file that this program is in. */
  static String jobJar() {
    return Path.of(URI.create(Main.class.getProtectionDomain().getCodeSource().getLocation() + ""))
        .toString();
  }

  /** A first query: the effect of the first axis. */
  private static String question(SweepSpec sweep) {
    if (sweep.axes().isEmpty()) {
      return "SELECT epoch, split, metric, value FROM epochs ORDER BY 1, 2, 3";
    }
    String axis = Columns.ofAxis(sweep.axes().get(0).name());
    return "SELECT " + axis + ", avg(test_accuracy) FROM results GROUP BY 1 ORDER BY 2 DESC";
  }
}
