package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.TablesBenchmark;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the tables cost at size. */
@Command(
    name = "tables",
    description = "Writes, merges and asks the tables of many trials that nothing trained.",
    mixinStandardHelpOptions = true)
final class BenchTablesCommand implements Callable<Integer> {

  @Option(names = "--trials", paramLabel = "N", description = "Trials (default: ${DEFAULT-VALUE}).")
  int trials = 10_000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of each trial (default: ${DEFAULT-VALUE}).")
  int epochs = 100;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException {
    new TablesBenchmark(trials, epochs, command.commandLine().getOut()).run();
    return 0;
  }
}
