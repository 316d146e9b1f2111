package dev.ablate.sweep.execution;

import dev.ablate.sweep.results.ResultsLocation;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/** Where results are, with what Spark was told about their file system. */
public final class Locations {

  private Locations() {}

  /** The folder, with every {@code spark.hadoop.*} setting. */
  public static ResultsLocation of(String uri, SparkConf conf) {
    Map<String, String> hadoop = new TreeMap<>();
    for (Tuple2<String, String> setting : conf.getAllWithPrefix("spark.hadoop.")) {
      hadoop.put(setting._1(), setting._2());
    }
    return new ResultsLocation(uri, hadoop);
  }
}
