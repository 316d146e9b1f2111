package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.Compaction;
import dev.ablate.sweep.results.storage.FolderLock;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Merges the trials' files, without starting Spark. */
@Command(
    name = "compact",
    description = "Merges the small files of a results folder; may be killed at any time.",
    mixinStandardHelpOptions = true)
final class CompactCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      description = {
        "How long a reader may have had the old files open before they are deleted",
        "(default: ${DEFAULT-VALUE}, ten minutes)."
      })
  Duration grace = Duration.ofMinutes(10);

  @Spec CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    ResultsFolder folder = ResultsFolder.open(ResultsLocation.of(results));
    try (FolderLock lock = folder.lock(command.commandLine().getErr()::println)) {
      Compaction done = folder.compact(grace);
      out.println("merged    " + done.merged() + " files");
      out.println("deleted   " + done.deleted() + " files that merged ones cover");
      if (done.kept() > 0) {
        out.println("kept      " + done.kept() + " of them, for readers that have them open");
      }
      lock.verify();
    }
    return 0;
  }
}
