package dev.ablate.sweep.cli;

import dev.ablate.sweep.execution.SweepExecution;
import dev.ablate.sweep.results.sql.Sql;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the tables a question. */
@Command(
    name = "sql",
    description = {
      "Answers a query over the tables of a results folder:",
      "results, design, trials, epochs, iterations, layers, layer_stats, inspections,",
      "unit_effects, unit_patches, sweeps."
    },
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Parameters(paramLabel = "QUERY", description = "One SELECT.")
  String query;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).")
  Sql.Format format = Sql.Format.TABLE;

  @Override
  public Integer call() {
    SparkConf conf =
        new SparkConf()
            .setAppName("ablate sql")
            .setIfMissing("spark.ui.enabled", "false")
            .setIfMissing("spark.sql.shuffle.partitions", "4");
    SweepExecution.listenAtHome(conf);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      Sql.run(spark, results, query, format, out);
    }
    return 0;
  }
}
