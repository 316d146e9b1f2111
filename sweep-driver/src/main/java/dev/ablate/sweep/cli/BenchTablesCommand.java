package dev.ablate.sweep.cli;

import dev.ablate.sweep.bench.TablesBenchmark;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the tables cost at size. */
@Command(
    name = "tables",
    description = "Writes, merges and asks the tables of many trials that nothing trained.",
    mixinStandardHelpOptions = true)
final class BenchTablesCommand implements Callable<Integer> {

  @Mixin MadeUpSize size;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws IOException {
    new TablesBenchmark(size.trials, size.epochs, command.commandLine().getOut()).run();
    return 0;
  }
}
