package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedStudyTest {

  private static final Path QUICKSTART = Path.of("../configs/quickstart.conf");

  @Test
  void aPackedStudyIsTheStudy() throws ConfigException {
    List<String> overrides = List.of("sweep.training.epochs=7");
    String word = PackedStudy.pack(ConfigLoader.resolved(QUICKSTART, overrides));

    assertThat(word).matches("study:[A-Za-z0-9_-]+");
    assertThat(ConfigLoader.resolved(Path.of(word), List.of()))
        .isEqualTo(ConfigLoader.resolved(QUICKSTART, overrides));
    assertThat(
            ConfigLoader.load(Path.of(word), List.of("sweep.training.epochs=8"))
                .training()
                .epochs())
        .isEqualTo(8);
  }

  @Test
  void aCutOneIsRefused() throws ConfigException {
    String word = PackedStudy.pack(ConfigLoader.resolved(QUICKSTART, List.of()));

    assertThatThrownBy(() -> ConfigLoader.load(Path.of(word.substring(0, 80)), List.of()))
        .hasMessageContaining("cut or changed on its way");
  }

  @Test
  void whatCannotTravelIsRefused() throws ConfigException {
    String secret =
        ConfigLoader.resolved(
            QUICKSTART, List.of("sweep.output=\"s3a://key:word@bucket/results\""));
    StringBuilder noise = new StringBuilder();
    new Random(1).ints(200_000, '0', 'z').forEach(noise::appendCodePoint);

    assertThatThrownBy(() -> PackedStudy.pack(secret)).hasMessageContaining("password in a URI");
    assertThatThrownBy(() -> PackedStudy.pack(noise.toString()))
        .hasMessageContaining("is too long for an argument");
  }
}
