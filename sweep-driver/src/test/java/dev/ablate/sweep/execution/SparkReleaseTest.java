package dev.ablate.sweep.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkReleaseTest {

  @Test
  void thisBuildsSparkFits() {
    SparkRelease release = SparkRelease.ofThisJvm();

    assertThat(release.spark()).isEqualTo(org.apache.spark.package$.MODULE$.SPARK_VERSION());
    assertThat(release.scala()).isEqualTo(scala.util.Properties.versionNumberString());
    assertThatCode(release::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"3.5.0,2.12.18", "3.5.6,2.12.18", "3.5.8-SNAPSHOT,2.12.19"})
  void anyPatchOfTheLineFits(String spark, String scala) {
    assertThat(new SparkRelease(spark, scala, 17).problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4.0.0,2.13.16,17,'Spark 4.0.0, Scala 2.13.16:'",
    "3.4.4,2.12.17,17,Spark 3.4.4:",
    "3.50.0,2.12.17,17,Spark 3.50.0:",
    "3.5.6,2.13.8,17,Scala 2.13.8:",
    "3.5.6,2.12.18,11,Java 11:",
    "4.0.1,2.13.16,21,'Spark 4.0.1, Scala 2.13.16, Java 21:'"
  })
  void anotherReleaseIsRefusedByName(String spark, String scala, int java, String named) {
    assertThatThrownBy(new SparkRelease(spark, scala, java)::check)
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("needs Spark 3.5 for Scala 2.12 on Java 17")
        .hasMessageContaining("but this is " + named)
        .hasMessageContaining("SPARK_HOME");
  }
}
