package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads every byte of the results and says what is wrong, without starting Spark. */
@Command(
    name = "check",
    description = "Verifies checksums, schemas, keys and counts of a results folder.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Spec CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    List<String> problems = ResultsFolder.open(ResultsLocation.of(results)).check();
    if (problems.isEmpty()) {
      out.println(results + ": all is well");
      return 0;
    }
    problems.forEach(out::println);
    return Main.FAILED;
  }
}
