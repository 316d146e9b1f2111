package dev.ablate.sweep.cli;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.config.SweepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where data sets lie; looked at before SWEEP_DATA. May be repeated.")
  List<Path> data = new ArrayList<>();

  SweepSpec sweep() throws ConfigException {
    return ConfigLoader.load(file, overrides);
  }

  /** All of the config with nothing left to resolve, as a run records it. */
  String resolved() throws ConfigException {
    return ConfigLoader.resolved(file, overrides);
  }

  DatasetLocator locator() {
    return DatasetLocator.of(data);
  }

  ImageDataset images(SweepSpec sweep) {
    return Datasets.load(sweep.dataset(), locator());
  }
}
