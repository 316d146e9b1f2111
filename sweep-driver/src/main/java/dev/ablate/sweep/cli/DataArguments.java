package dev.ablate.sweep.cli;

import dev.ablate.data.DatasetLocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a command looks for images. */
final class DataArguments {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where data sets lie; looked at before SWEEP_DATA. May be repeated.")
  List<Path> folders = new ArrayList<>();

  DatasetLocator locator() {
    return DatasetLocator.of(folders);
  }
}
