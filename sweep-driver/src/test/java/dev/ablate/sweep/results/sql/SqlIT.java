package dev.ablate.sweep.results.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlIT {

  @TempDir static Path temporary;

  private final SparkSession spark;
  private SqlSession session;

  SqlIT(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  void commitTrials() {
    ResultsFolder folder = ResultsFolder.create(ResultsLocation.of(temporary.toString()), "s");
    folder.startRun(
        Rows.run("s"),
        List.of(new AxisColumn("optimizer", AxisColumn.Type.TEXT)),
        List.of(
            Rows.point(0, Rows.id(1), 1, "adam, \"fast\""),
            Rows.point(1, Rows.id(2), 1, ""),
            Rows.invalid(2, "no", "sgd")));
    folder.commit(Rows.completed(Rows.id(1), 1, 0.5));
    folder.commit(Rows.completed(Rows.id(2), 1, 0.25));
    session = SqlSession.open(spark, temporary.toString());
  }

  @Test
  void csvIsHeaderAndQuotedRows() {
    assertThat(
            run(
                "SELECT point, axis_optimizer, validation_accuracy FROM results ORDER BY point;",
                Sql.Format.CSV))
        .isEqualTo(
            """
            point,axis_optimizer,validation_accuracy
            0,"adam, ""fast\""",0.5
            1,"",0.25
            2,sgd,
            """);
  }

  @Test
  void jsonIsAnArrayOfObjects() {
    assertThat(
            run(
                "SELECT point, axis_optimizer AS o, validation_accuracy AS a, double('NaN') AS n,"
                    + " array(1, 2) AS l FROM results WHERE point <> 1 ORDER BY point",
                Sql.Format.JSON))
        .isEqualTo(
            """
            [{"point":0,"o":"adam, \\"fast\\"","a":0.5,"n":null,"l":[1,2]},
             {"point":2,"o":"sgd","a":null,"n":null,"l":[1,2]}]
            """);
    assertThat(run("SELECT * FROM epochs WHERE epoch > 9", Sql.Format.JSON)).isEqualTo("[]\n");
  }

  @Test
  void bytesAreHexDigits() {
    String query = "SELECT X'00fF' AS b, array(X'01') AS l";
    assertThat(run(query, Sql.Format.CSV)).isEqualTo("b,l\n00FF,\"[\"\"01\"\"]\"\n");
    assertThat(run(query, Sql.Format.JSONL)).isEqualTo("{\"b\":\"00FF\",\"l\":[\"01\"]}\n");
    assertThat(run(query, Sql.Format.TABLE)).isEqualTo("b     l\n00FF  [\"01\"]\n");
  }

  @Test
  void tableIsAligned() {
    assertThat(
            run(
                "SELECT axis_optimizer, validation_accuracy FROM results ORDER BY point",
                Sql.Format.TABLE))
        .isEqualTo(
            """
            axis_optimizer  validation_accuracy
            adam, "fast"                    0.5
                                           0.25
            sgd
            """);
  }

  @Test
  void timesAreUtc() {
    assertThat(run("SELECT started_at FROM sweeps", Sql.Format.CSV))
        .isEqualTo("started_at\n2026-01-02T03:04:05.678901Z\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH best AS (SELECT max(test_accuracy) AS a FROM trials) SELECT * FROM best",
        "SELECT optimizer, avg(a) FROM (SELECT axis_optimizer AS optimizer, test_accuracy AS a FROM"
            + " results) GROUP BY ALL HAVING count(*) > 0 ORDER BY 1 LIMIT 3 OFFSET 1",
        "SELECT rank() OVER (PARTITION BY run ORDER BY test_accuracy) FROM results",
        "SELECT * FROM trials WHERE trial_id IN (SELECT trial_id FROM design)",
        "SELECT trial_id FROM trials UNION ALL SELECT trial_id FROM layers",
        "SELECT * FROM epochs PIVOT (max(value) FOR split IN ('train', 'test'))",
        "SELECT * FROM design LATERAL VIEW explode(array(1, 2)) AS x",
        "SELECT * FROM TRIALS t JOIN design d USING (trial_id)",
        "VALUES (1, 'a')",
        "SELECT * FROM range(3)",
        "SHOW TABLES",
        "SHOW COLUMNS IN results",
        "DESCRIBE results",
      })
  void readingIsAllowed(String query) {
    assertThat(run(query, Sql.Format.CSV)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP VIEW trials",
        "CREATE TABLE x AS SELECT 1",
        "CREATE TEMPORARY VIEW x AS SELECT 1",
        "INSERT INTO trials VALUES (1)",
        "INSERT OVERWRITE DIRECTORY '/x' USING csv SELECT 1",
        "FROM trials INSERT INTO y SELECT *",
        "SET spark.sql.shuffle.partitions = 3",
        "ADD JAR '/x.jar'",
        "CACHE TABLE trials",
        "EXPLAIN SELECT 1",
        "DESCRIBE FUNCTION reflect",
        "USE x",
        "REFRESH '/x'",
        "SELECT TRANSFORM (trial_id) USING 'cat' FROM trials",
        "SELECT * FROM IDENTIFIER('trials')",
        "WITH x AS (SELECT TRANSFORM (trial_id) USING 'cat' FROM trials) SELECT * FROM x",
        "SELECT (SELECT max(a) FROM (SELECT TRANSFORM (trial_id) USING 'cat' AS a FROM trials))",
      })
  void anythingElseIsRefused(String query) {
    assertRefused(query, "SQL: only queries over the tables are allowed, not [A-Za-z0-9]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM parquet.`/etc`",
        "SELECT * FROM text.`/etc/passwd`",
        "SELECT * FROM trials WHERE EXISTS (SELECT * FROM csv.`/etc/passwd`)",
        "WITH a AS (SELECT * FROM json.`/x`) SELECT * FROM a",
        "SELECT * FROM trails",
        "SELECT * FROM global_temp.trials",
        "DESCRIBE parquet.`/etc`",
        "SHOW COLUMNS IN parquet.`/etc`",
        "SELECT * FROM a LIMIT (SELECT 1 FROM orc.`/x`)",
        "SELECT transform(array(1), x -> (SELECT 1 FROM orc.`/x`)) FROM trials",
        "SELECT sum(1) OVER (ORDER BY (SELECT 1 FROM orc.`/x`)) FROM trials",
        "SELECT sum(1) OVER w FROM trials WINDOW w AS (ORDER BY (SELECT 1 FROM orc.`/x`))",
        "SELECT * FROM trials, LATERAL (SELECT * FROM orc.`/x`)",
      })
  void onlyTheTablesAreRead(String query) {
    assertRefused(
        query, "SQL: no table \"[a-z_./]+\"; there are " + String.join(", ", SparkTables.names()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
        "SELECT upper(REFLECT('java.lang.System', 'getenv'))",
        "SELECT * FROM trials WHERE `reflect`('java.lang.System', 'exit') = 1",
        "SELECT * FROM trials ORDER BY system.builtin.reflect('java.lang.System', 'exit')",
        "SELECT sum(1) OVER w FROM trials WINDOW w AS (ORDER BY reflect('java.lang.System',"
            + " 'exit'))",
        "VALUES (reflect('java.lang.System', 'exit'))",
        "SELECT * FROM range(reflect('java.lang.System', 'exit'))",
      })
  void reflectionIsRefused(String query) {
    assertRefused(
        query, "SQL: the function (?i:java_method|(system.builtin.)?reflect) is not allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT input_file_name() FROM trials",
        "SELECT input_file_block_start() FROM trials",
        "SELECT current_user()",
        "SELECT default.upper('a')",
        "SELECT spark_catalog.default.upper('a')",
      })
  void functionsThatReachOutsideAreRefused(String query) {
    assertRefused(query, "SQL: the function [a-z_.]+ is not allowed");
  }

  @Test
  void functionsOfTheSessionAreRefusedEvenByANameOfSparks() {
    SparkSession other = spark.newSession();
    other.udf().register("mine", (UDF0<Integer>) () -> 1, DataTypes.IntegerType);
    other.udf().register("upper", (UDF1<String, String>) text -> "mine", DataTypes.StringType);
    AllowedFunctions allowed = new AllowedFunctions(other);

    allowed.verify(List.of("lower"));
    for (String name : List.of("mine", "upper")) {
      assertThatThrownBy(() -> allowed.verify(List.of(name)))
          .isInstanceOf(ResultsException.class)
          .hasMessage("SQL: the function " + name + " is not allowed");
    }
  }

  @Test
  void unknownFunctionIsNamedWithTheNearest() {
    assertRefused(
        "SELECT counts(*) FROM trials", "SQL: there is no function counts; did you mean count\\?");
    assertRefused("SELECT * FROM rage(3)", "SQL: there is no function rage; did you mean range\\?");
    assertRefused("SELECT qqqqqqqqqqqq(1)", "SQL: there is no function qqqqqqqqqqqq");
  }

  @Test
  void xmlReadsNoFile(@TempDir Path elsewhere) throws IOException {
    Path file = Files.writeString(elsewhere.resolve("file"), "secret");

    assertThat(
            run(
                "SELECT xpath_string('<!DOCTYPE a [<!ENTITY x SYSTEM \""
                    + file.toUri()
                    + "\">]><a>public &x;</a>', 'a') AS x",
                Sql.Format.CSV))
        .contains("public")
        .doesNotContain("secret");
  }

  @Test
  void functionsAreNamedPlainly() {
    assertRefused("SELECT IDENTIFIER('reflect')('x', 'y')", "SQL: IDENTIFIER\\(\\) is not allowed");
  }

  @Test
  void environmentIsNotSubstituted() {
    assertThat(run("SELECT '${env:PATH}' AS p", Sql.Format.CSV)).isEqualTo("p\n${env:PATH}\n");
  }

  /** With the first line's text put in, the second is a comment. */
  @Test
  void whatIsCheckedIsWhatRuns() {
    assertRefused(
        "SELECT 1 -- ${system:line.separator} /*\n"
            + ", java_method('java.lang.System', 'getProperty', 'user.home') -- */",
        "SQL: the function java_method is not allowed");
  }

  @Test
  void syntaxErrorSaysWhere() {
    assertThatThrownBy(() -> run("SELECT * FORM trials", Sql.Format.CSV))
        .isInstanceOf(ResultsException.class)
        .hasMessage("SQL: Syntax error at or near 'trials': extra input 'trials'.(line 1, pos 14)");
  }

  @Test
  void secondStatementIsASyntaxError() {
    assertThatThrownBy(() -> run("SELECT 1; DROP VIEW trials", Sql.Format.CSV))
        .hasMessage("SQL: Syntax error at or near 'DROP': extra input 'DROP'.(line 1, pos 10)");
  }

  @Test
  void unknownColumnIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> run("SELECT l.test_acc FROM layers l", Sql.Format.CSV))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            "SQL: no column \"l.test_acc\"; layers has trial_id, index, name, kind, input, output,"
                + " parameters, trainable, macs");
  }

  @Test
  void nearestColumnIsNamed() {
    assertThatThrownBy(() -> run("SELECT r.test_acc FROM results r", Sql.Format.CSV))
        .hasMessage("SQL: no column \"r.test_acc\"; did you mean test_accuracy?");
    assertThatThrownBy(() -> run("SELECT Paramters FROM layers", Sql.Format.CSV))
        .hasMessage("SQL: no column \"Paramters\"; did you mean parameters?");
  }

  @Test
  void sessionKeepsItsOwnViews() {
    spark.sql("SELECT 42 AS answer").createOrReplaceTempView("trials");
    SqlSession.open(spark, temporary.toString());

    assertThat(spark.sql("SELECT answer FROM trials").first().getInt(0)).isEqualTo(42);
    spark.catalog().dropTempView("trials");
  }

  private void assertRefused(String query, String message) {
    assertThatThrownBy(() -> run(query, Sql.Format.CSV))
        .isInstanceOf(ResultsException.class)
        .message()
        .matches(message);
  }

  private String run(String query, Sql.Format format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    session.run(query, format, out);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
