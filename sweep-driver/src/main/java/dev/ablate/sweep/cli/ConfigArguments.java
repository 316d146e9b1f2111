package dev.ablate.sweep.cli;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.results.Retry;
import dev.ablate.sweep.study.SweepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of every command that reads a config. */
final class ConfigArguments {

  @Parameters(paramLabel = "CONF", description = "The study, a HOCON file.")
  Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Overrides one key: --set sweep.training.epochs=5. May be repeated.")
  List<String> overrides = new ArrayList<>();

  @Mixin DataArguments data;

  @Option(
      names = "--retry",
      paramLabel = "WHAT",
      split = ",",
      description = {
        "Trains once more what failed, diverged, was lost (of what failed, that whose executor",
        "was lost), or is unrecorded: done, but without the report-every, layer-stats or snapshots",
        "that are asked now. The new attempt supersedes the old row. May be repeated."
      })
  Set<Retry> retried = EnumSet.noneOf(Retry.class);

  SweepSpec sweep() throws ConfigException {
    return ConfigLoader.load(file, overrides);
  }

  /** All of the config with nothing left to resolve, as a run records it. */
  String resolved() throws ConfigException {
    return ConfigLoader.resolved(file, overrides);
  }

  DatasetLocator locator() {
    return data.locator();
  }

  ImageDataset images(SweepSpec sweep) {
    return Datasets.load(sweep.dataset(), locator());
  }
}
