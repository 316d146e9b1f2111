package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.model.ConvSpec;
import dev.ablate.model.GroupSpec;
import dev.ablate.model.Padding;
import dev.ablate.sweep.study.SweepSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  @Test
  void includedFileIsLaidUnder() throws Exception {
    written.file("base.conf", Written.BASELINE);
    Path file = written.file("x.conf", "include \"base\"\nsweep.training.epochs = 9\n");

    SweepSpec spec = ConfigLoader.load(file, List.of());

    assertThat(spec.training().epochs()).isEqualTo(9);
    assertThat(spec.training().batchSize()).isEqualTo(64);
  }

  @Test
  void substitutionsSeeOverrides() throws Exception {
    SweepSpec spec =
        written.sweep(
            "define.size = 4\nsweep.training { epochs = ${define.size}, batch-size = ${define.size}0 }\n",
            "define.size=5");

    assertThat(spec.training().epochs()).isEqualTo(5);
    assertThat(spec.training().batchSize()).isEqualTo(50);
  }

  @Test
  void overridesReachLayersByName() throws Exception {
    SweepSpec spec =
        written.sweep(
            "",
            "sweep.network.layers.conv1.filters=32",
            "sweep.network.layers.block.conv.padding=1");

    assertThat(((ConvSpec) spec.network().layers().get(0)).filters()).isEqualTo(32);
    GroupSpec block = (GroupSpec) spec.network().layers().get(2);
    assertThat(((ConvSpec) block.layers().get(0)).padding()).isEqualTo(Padding.of("1"));
  }

  @Test
  void lastOverrideWins() throws Exception {
    SweepSpec spec =
        written.sweep("", "sweep.training.epochs=5", "sweep.training.epochs=6", "sweep.name=b");

    assertThat(spec.training().epochs()).isEqualTo(6);
    assertThat(spec.name()).isEqualTo("b");
  }

  @Test
  void systemPropertiesAreNoKeys() throws Exception {
    System.setProperty("sweep.training.epochs", "77");
    try {
      assertThat(written.sweep("").training().epochs()).isEqualTo(3);
    } finally {
      System.clearProperty("sweep.training.epochs");
    }
  }

  @Test
  void environmentIsReadBySubstitutionOnly() throws Exception {
    assertThat(written.sweep("sweep.output = ${PATH}\n").output()).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void resolvedConfigIsWhatWasMeant() throws Exception {
    Path file = written.file("x.conf", "define.n = 7\nsweep { seeds = [${define.n}] }\n");

    assertThat(ConfigLoader.resolved(file, List.of("sweep.name=b")))
        .isEqualToIgnoringWhitespace("{\"sweep\":{\"name\":\"b\",\"seeds\":[7]}}");
  }

  @Test
  void resolvedConfigHoldsNoSecrets() throws Exception {
    Path file =
        written.file(
            "x.conf",
            """
            define.token = hidden
            sweep { output = "abfs://user:hidden@account/a", name = "s3a://bucket@host/b" }
            """);

    assertThat(ConfigLoader.resolved(file, List.of()))
        .doesNotContain("hidden")
        .contains("abfs://***@account/a", "s3a://bucket@host/b");
  }
}
