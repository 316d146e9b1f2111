package dev.ablate.sweep.cli;

import picocli.CommandLine.Option;

/** How large the results are that a benchmark makes up. */
final class MadeUpSize {

  @Option(names = "--trials", paramLabel = "N", description = "Trials (default: ${DEFAULT-VALUE}).")
  int trials = 10_000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of each trial (default: ${DEFAULT-VALUE}).")
  int epochs = 100;
}
