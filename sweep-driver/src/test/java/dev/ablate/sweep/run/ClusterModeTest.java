package dev.ablate.sweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.execution.SweepException;
import dev.ablate.sweep.study.SweepSpec;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterModeTest {

  private static final Path QUICKSTART = Path.of("../configs/quickstart.conf");

  @Test
  void sparkSaysWhetherItIsOn() {
    assertThat(ClusterMode.isOn(new SparkConf(false))).isFalse();
    assertThat(ClusterMode.isOn(new SparkConf(false).set("spark.submit.deployMode", "cluster")))
        .isTrue();
  }

  /** There the driver's pod runs spark-submit in client mode. */
  @Test
  void aPodsDriverWasSentToo() {
    SparkConf pod =
        new SparkConf(false)
            .set("spark.submit.deployMode", "client")
            .set("spark.kubernetes.submitInDriver", "true");

    assertThat(ClusterMode.isOn(pod)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/shared/results", "hdfs://night/results", "hdfs:///results", "s3a://b/r"})
  void whatEveryMachineFindsIsTaken(String output) throws ConfigException {
    SweepSpec sweep = sweep("sweep.output=\"" + output + "\"");

    assertThatCode(() -> ClusterMode.check(sweep, List.of(Path.of("/data"))))
        .doesNotThrowAnyException();
  }

  @Test
  void everyRelativePlaceIsNamed() throws ConfigException {
    SweepSpec sweep = sweep("sweep.dataset.name=image-folder", "sweep.dataset.path=pictures");

    assertThatThrownBy(() -> ClusterMode.check(sweep, List.of()))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("sweep.output = \"results/quickstart\" is relative")
        .hasMessageContaining("sweep.dataset.path = \"pictures\" is relative");
    assertThatThrownBy(() -> ClusterMode.check(sweep, List.of(Path.of("data"))))
        .hasMessageContaining("--data data is relative")
        .hasMessageNotContaining("dataset.path");
  }

  private static SweepSpec sweep(String... overrides) throws ConfigException {
    return ConfigLoader.load(QUICKSTART, List.of(overrides));
  }
}
