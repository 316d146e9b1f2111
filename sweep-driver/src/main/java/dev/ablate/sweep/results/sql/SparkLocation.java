package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.storage.ResultsLocation;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/** Where results are, as Spark was told. */
public final class SparkLocation {

  private SparkLocation() {}

  /** A folder on a file system with the properties that Spark was given as spark.hadoop.*. */
  public static ResultsLocation of(String uri, SparkConf spark) {
    Map<String, String> properties = new TreeMap<>();
    for (Tuple2<String, String> property : spark.getAllWithPrefix("spark.hadoop.")) {
      properties.put(property._1(), property._2());
    }
    return new ResultsLocation(uri, properties);
  }
}
