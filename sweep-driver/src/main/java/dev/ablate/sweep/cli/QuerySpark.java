package dev.ablate.sweep.cli;

import dev.ablate.sweep.execution.SparkProcess;
import dev.ablate.sweep.execution.SweepExecution;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark for commands that ask the tables. */
final class QuerySpark {

  private QuerySpark() {}

  /** Starts it; what the configuration says already stays. */
  static SparkSession start(SparkConf conf) {
    SparkProcess.prepare();
    conf.setIfMissing("spark.sql.shuffle.partitions", "4");
    // A query that exhausts the heap fails; it does not end the process with stack traces.
    conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    SweepExecution.listenAtHome(conf);
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
