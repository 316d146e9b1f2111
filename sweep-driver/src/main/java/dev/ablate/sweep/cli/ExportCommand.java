package dev.ablate.sweep.cli;

import dev.ablate.spec.Names;
import dev.ablate.sweep.export.Export;
import dev.ablate.sweep.export.OutputFolder;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.sql.SqlSession;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a sweep as other tools' files have it. */
@Command(
    name = "export",
    description = "Writes a sweep's results for other tools, into a folder of their own.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  /** What is written; {@code csv} and {@code jsonl} have every table and view as a file. */
  enum Target {
    TENSORBOARD,
    MLFLOW,
    CSV,
    JSONL,
    WANDB_CSV;

    @Override
    public String toString() {
      return Names.kebab(this);
    }
  }

  @Parameters(index = "0", paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Parameters(index = "1", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}")
  Target target;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "Where it goes; a folder that is not there yet, or empty.")
  Path output;

  @Option(
      names = "--tracking-uri",
      paramLabel = "URL",
      description =
          "Sends to this tracking server of MLflow instead; MLFLOW_TRACKING_TOKEN is its token.")
  URI server;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    if (server != null && target != Target.MLFLOW) {
      throw new ResultsException("--tracking-uri is for mlflow, not for " + target);
    }
    if ((server == null) == (output == null)) {
      throw new ResultsException(
          target == Target.MLFLOW
              ? "say where it goes: -o FOLDER or --tracking-uri URL, one of them"
              : "say where it goes: -o FOLDER");
    }
    ResultsFolder folder = ResultsFolder.open(ResultsLocation.of(results));
    List<String> said =
        switch (target) {
          case TENSORBOARD -> Export.tensorboard(folder, output);
          case MLFLOW ->
              server == null ? Export.mlflow(folder, output) : Export.mlflow(folder, server);
          case WANDB_CSV -> Export.wandb(folder, output);
          case CSV -> tables(Sql.Format.CSV, ".csv");
          case JSONL -> tables(Sql.Format.JSONL, ".jsonl");
        };
    PrintWriter out = command.commandLine().getOut();
    out.println("export    " + (server == null ? output : server) + ": " + said.get(0));
    said.subList(1, said.size()).forEach(line -> out.println("          " + line));
    return 0;
  }

  private List<String> tables(Sql.Format format, String ending) {
    OutputFolder folder = new OutputFolder(output);
    folder.check();
    SparkConf conf =
        new SparkConf().setAppName("ablate export").setIfMissing("spark.master", "local[*]");
    try (SparkSession spark = QuerySpark.start(conf)) {
      SqlSession session = SqlSession.open(spark, results);
      return folder.write(
          into -> {
            for (String table : session.tables()) {
              write(session, table, format, into.resolve(table + ending));
            }
            return List.of(session.tables().size() + " tables");
          });
    }
  }

  private static void write(SqlSession session, String table, Sql.Format format, Path file)
      throws IOException {
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
      session.run("SELECT * FROM `" + table + "`", format, out);
      if (out.checkError()) {
        throw new IOException(file + " cannot be written");
      }
    }
  }
}
