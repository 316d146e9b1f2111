package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.Iterators;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Derived tables as Spark sees them: computed by one task, when a query reads them. */
final class DerivedViews {

  private DerivedViews() {}

  /** The names of all. */
  static List<String> names() {
    return DerivedTables.all().stream().flatMap(tables -> tables.names().stream()).toList();
  }

  static Map<String, Dataset<Row>> of(SparkSession spark, ResultsLocation folder) {
    Map<String, Dataset<Row>> views = new LinkedHashMap<>();
    for (DerivedTables tables : DerivedTables.all()) {
      for (String name : tables.names()) {
        List<StructField> fields = new ArrayList<>();
        tables
            .columns(folder, name)
            .forEach(
                (column, type) ->
                    fields.add(DataTypes.createStructField(column, dataType(type), true)));
        views.put(
            name,
            spark.createDataFrame(rows(spark, folder, name), DataTypes.createStructType(fields)));
      }
    }
    return views;
  }

  private static JavaRDD<Row> rows(SparkSession spark, ResultsLocation location, String name) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(name), 1)
        .flatMap(table -> computed(location, table));
  }

  private static Iterator<Row> computed(ResultsLocation location, String name) {
    for (DerivedTables tables : DerivedTables.all()) {
      if (tables.names().contains(name)) {
        return Iterators.map(tables.rows(location, name), RowFactory::create);
      }
    }
    throw new IllegalStateException("nobody computes " + name);
  }

  private static DataType dataType(Class<?> type) {
    if (type == Integer.class) {
      return DataTypes.IntegerType;
    }
    if (type == Long.class) {
      return DataTypes.LongType;
    }
    if (type == Double.class) {
      return DataTypes.DoubleType;
    }
    return type == Boolean.class ? DataTypes.BooleanType : DataTypes.StringType;
  }
}
