package dev.ablate.sweep.cli;

import dev.ablate.spec.Names;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.inspection.InspectedTrial;
import dev.ablate.sweep.inspection.ModelExport;
import dev.ablate.sweep.inspection.TrialFinder;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hands a trained network to other programs. Starts no Spark. */
@Command(
    name = "export-model",
    description = "Writes a trial's network for other programs.",
    mixinStandardHelpOptions = true)
final class ExportModelCommand implements Callable<Integer> {

  @Mixin OneTrialArguments chosen;

  @Option(
      names = "--at-iteration",
      paramLabel = "N",
      description = "Weights kept after this iteration (default: the best or last).")
  Integer iteration;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "safetensors, dl4j for the archive that DL4J's ModelSerializer restores, or onnx (default:"
              + " ${DEFAULT-VALUE}).")
  ModelExport.Format format = ModelExport.Format.SAFETENSORS;

  @Mixin DataArguments data;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where it goes.")
  Path output;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, IOException {
    OutputFile file = new OutputFile(output);
    file.check();
    ResultsFolder folder = ResultsFolder.open(ResultsLocation.of(chosen.results));
    InspectedTrial found = new TrialFinder(folder, data.locator()).find(chosen.trial, iteration);
    file.write(ModelExport.of(found, format));
    command
        .commandLine()
        .getOut()
        .println(Names.kebab(format) + "  " + output + ": " + found.describe());
    return 0;
  }
}
