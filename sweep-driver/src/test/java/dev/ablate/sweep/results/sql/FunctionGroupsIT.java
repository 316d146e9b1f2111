package dev.ablate.sweep.results.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.JavaConverters;

/** Each group of Spark's functions is there and computes, with the libraries it needs. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionGroupsIT {

  @TempDir static Path temporary;

  private final SparkSession spark;
  private SqlSession session;

  FunctionGroupsIT(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void openFolder() {
    ResultsFolder.create(ResultsLocation.of(temporary.toString()), "s");
    session = SqlSession.open(spark, temporary.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "agg_funcs        | SELECT percentile(id, 0.5) FROM range(5)                       | 2.0",
        "array_funcs      | SELECT array_max(sequence(1, 4))                               | 4",
        "bitwise_funcs    | SELECT bit_count(7) & 1                                        | 1",
        "collection_funcs | SELECT size(reverse(array(1, 2)))                              | 2",
        "conditional_funcs| SELECT coalesce(nullif(1, 1), 5)                               | 5",
        "conversion_funcs | SELECT int('7')                                                | 7",
        "csv_funcs        | SELECT from_csv('1,0.8', 'a INT, b DOUBLE').b                  | 0.8",
        "csv_funcs        | SELECT schema_of_csv('1') LIKE '%INT%'                         | true",
        "csv_funcs        | SELECT to_csv(named_struct('a', 1))                            | 1",
        "datetime_funcs   | SELECT date_format(timestamp_seconds(0), 'yyyy')               | 1970",
        "datetime_funcs   | SELECT extract(DAY FROM date_add(DATE '2026-01-31', 1))        | 1",
        "generator_funcs  | SELECT sum(x) FROM (SELECT explode(array(1, 2)) AS x)          | 3",
        "generator_funcs  | SELECT x FROM range(1) LATERAL VIEW posexplode(array(9)) t AS p, x   |"
            + " 9",
        "hash_funcs       | SELECT crc32('Spark')                                          |"
            + " 1557323817",
        "json_funcs       | SELECT from_json('{\"a\":3}', 'a INT').a                       | 3",
        "json_funcs       | SELECT schema_of_json('[1]')                                   |"
            + " ARRAY<BIGINT>",
        "json_funcs       | SELECT get_json_object('{\"a\":4}', '$.a')                     | 4",
        "json_funcs       | SELECT * FROM json_tuple('{\"a\":5}', 'a')                     | 5",
        "lambda_funcs     | SELECT aggregate(array(1, 2), 0, (a, x) -> a + x)              | 3",
        "map_funcs        | SELECT map('a', 6)['a']                                        | 6",
        "math_funcs       | SELECT round(sqrt(2), 3)                                       | 1.414",
        "misc_funcs       | SELECT typeof(uuid())                                          |"
            + " string",
        "predicate_funcs  | SELECT 'abc' RLIKE '^a' AND NOT isnan(1)                       | true",
        "string_funcs     | SELECT format_string('%05d', length('abc'))                    | 00003",
        "struct_funcs     | SELECT named_struct('a', 8).a                                  | 8",
        "table_funcs      | SELECT count(*) FROM range(2, 9)                               | 7",
        "url_funcs        | SELECT parse_url('http://a/b?c=d', 'QUERY', 'c')               | d",
        "window_funcs     | SELECT max(r) FROM (SELECT rank() OVER w AS r FROM range(3)"
            + " WINDOW w AS (ORDER BY id))                                              | 3",
        "xml_funcs        | SELECT xpath_int('<a><b>1</b></a>', 'a/b')                     | 1",
      })
  void groupComputes(String group, String query, String value) {
    assertThat(run(query)).as(group).isEqualTo(value);
  }

  /** One that is not here is new in Spark: whether it computes only is for people to say. */
  @Test
  void everyGroupIsKnown() {
    TreeMap<String, Integer> sizes = new TreeMap<>();
    var functions = FunctionRegistry$.MODULE$.builtin();
    for (FunctionIdentifier function : JavaConverters.seqAsJavaList(functions.listFunction())) {
      sizes.merge(functions.lookupFunction(function).get().getGroup(), 1, Integer::sum);
    }
    assertThat(sizes)
        .hasToString(
            "{agg_funcs=62, array_funcs=24, bitwise_funcs=9, collection_funcs=5,"
                + " conditional_funcs=8, conversion_funcs=13, csv_funcs=3, datetime_funcs=62,"
                + " generator_funcs=7, hash_funcs=7, json_funcs=7, lambda_funcs=12, map_funcs=11,"
                + " math_funcs=67, misc_funcs=26, predicate_funcs=20, string_funcs=65,"
                + " struct_funcs=2, url_funcs=3, window_funcs=9, xml_funcs=9}");
  }

  private String run(String query) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    session.run(query, Sql.Format.CSV, out);
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).as("a header and a row").hasSize(2);
    return lines.get(1);
  }
}
