package dev.ablate.sweep.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which results, and which of their trials. */
final class OneTrialArguments {

  @Parameters(index = "0", paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Option(
      names = "--trial",
      paramLabel = "ID",
      description =
          "An id or its beginning, best, or cell:N as the table design has it (default:"
              + " ${DEFAULT-VALUE}).")
  String trial = "best";
}
