package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.flat.DerivedTables;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.Iterators;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Derived tables as Spark sees them: computed by one task, when a query reads them. */
final class DerivedViews {

  private DerivedViews() {}

  static Dataset<Row> of(
      SparkSession spark, ResultsLocation folder, String name, StructType schema) {
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(List.of(name), 1)
            .flatMap(
                table ->
                    Iterators.map(
                        DerivedTables.with(table).open(folder).rows(table), SparkSchema::row));
    return spark.createDataFrame(rows, schema);
  }
}
