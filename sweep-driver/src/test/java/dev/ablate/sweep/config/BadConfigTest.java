package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when a config cannot be used. */
final class BadConfigTest {
  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  @Test
  void missingFileNamesTheNearest() {
    written.file("lenet-mnist.conf", "");

    assertThat(written.problems(folder.resolve("lenet-mnits.conf")))
        .containsExactly("lenet-mnits.conf: there is no such file; did you mean lenet-mnist.conf?");
  }

  @Test
  void folderIsNoConfig() {
    assertThat(written.problems(folder))
        .containsExactly(folder + ": is a folder; name a .conf file in it");
  }

  @Test
  void syntaxErrorNamesItsLine() {
    assertThat(written.problems(written.file("x.conf", "sweep {\n  name = a\n  = 3\n}\n")))
        .containsExactly("x.conf: 3: is not valid HOCON: expecting a key or '}' here, not: '='");
  }

  @Test
  void unclosedBraceIsASyntaxError() {
    assertThat(written.problems(written.file("x.conf", "sweep {\n  name = a\n")))
        .containsExactly(
            "x.conf: 3: is not valid HOCON: expecting a key or '}' here, not: end of file");
  }

  @Test
  void valuesThatDoNotJoinAreASyntaxError() {
    assertThat(written.problems(written.file("x.conf", "sweep {\n  a = b { c = 1 }\n}\n")))
        .containsExactly(
            "x.conf: 2: is not valid HOCON: text and an object or list are no one value; is there a"
                + " comma missing between them?");
  }

  @Test
  void missingIncludeNamesTheNearest() {
    written.file("baseline.conf", "");

    assertThat(written.problems(written.file("x.conf", "\ninclude \"basline.conf\"\n")))
        .containsExactly(
            "x.conf: 2: includes \"basline.conf\", but there is no basline.conf; did you mean"
                + " baseline.conf?");
  }

  @Test
  void includesMayNotGoRound() {
    written.file("a.conf", "include \"b.conf\"");

    assertThat(written.problems(written.file("b.conf", "include \"a.conf\"")))
        .containsExactly(
            "a.conf: 1: includes \"b.conf\", which includes it in turn; take one of the two out");
  }

  @Test
  void unresolvedSubstitutionNamesItsLine() {
    assertThat(written.problems("sweep.training.epochs = ${define.long}\n"))
        .containsExactly(
            "x.conf: 15: ${define.long} is defined nowhere; define it, or write ${?...} where it may"
                + " be left out");
  }

  @Test
  void unknownKeyNamesTheNearest() {
    assertThat(written.problems("sweep.training.batchsize = 32\n"))
        .containsExactly(
            "x.conf: 15: sweep.training.batchsize is not a key; did you mean batch-size?");
  }

  @Test
  void unknownKeyFarFromAllListsThem() {
    assertThat(written.problems("sweep.snapshots.whatever = 32\n"))
        .containsExactly(
            "x.conf: 15: sweep.snapshots.whatever is not a key; known: at-iterations, keep, state");
  }

  @Test
  void keyBesideSweepIsUnknown() {
    assertThat(written.problems("training.epochs = 3\n"))
        .containsExactly(
            "x.conf: 15: training is not a key; settings are below sweep, and what is only"
                + " substituted below define");
  }

  @Test
  void negativeRateNamesTheRule() {
    assertThat(written.problems("sweep.training.optimizer.learning-rate = -0.1\n"))
        .containsExactly(
            "x.conf: 15: sweep.training.optimizer.learning-rate must be positive, but was -0.1");
  }

  @Test
  void zeroBatchIsOutOfRange() {
    assertThat(written.problems("sweep.training.batch-size = 0\n"))
        .containsExactly("x.conf: 15: sweep.training.batch-size must be positive, but was 0");
  }

  @Test
  void typesMustFit() {
    assertThat(
            written.problems(
                """
                sweep.training.batch-size = many
                sweep.training.optimizer.learning-rate = [1]
                sweep.training.optimizer.name = adm
                sweep.dataset = mnist
                sweep.seeds = 1
                sweep.device = gpu
                """))
        .containsExactlyInAnyOrder(
            "x.conf: 20: sweep.device must be one of auto, cpu, cuda, but was gpu; did"
                + " you mean cpu?",
            "x.conf: 18: sweep.dataset must be an object, but was \"mnist\"",
            "x.conf: 15: sweep.training.batch-size must be a whole number below 2^31, but was"
                + " \"many\"",
            "x.conf: 17: sweep.training.optimizer.name must be one of sgd, momentum, nesterov, adam,"
                + " adamw, amsgrad, adamax, nadam, rmsprop, adagrad, adadelta, but was adm; did you"
                + " mean adam?",
            "x.conf: 16: sweep.training.optimizer.learning-rate must be a number, but was a list",
            "x.conf: 19: sweep.seeds must be a list, but was 1");
  }

  @Test
  void rulesAreCheckedBesideWhatCannotBeRead() {
    assertThat(written.problems("sweep.training { batch-size = 0, epochs = many }\n"))
        .containsExactly(
            "x.conf: 15: sweep.training.epochs must be a whole number below 2^31, but was \"many\"",
            "x.conf: 15: sweep.training.batch-size must be positive, but was 0");
  }

  @Test
  void layersAreNamedInPaths() {
    assertThat(
            written.problems(
                """
                sweep.network.layers = [
                  { name = conv1, type = conv, filters = 8, kernell = 5 }
                  { name = pool1, type = pol }
                  { name = block, layers = [{ name = inner, type = dense, units = -1 }] }
                  { name = odd }
                ]
                """))
        .containsExactly(
            "x.conf: 16: sweep.network.layers.conv1.kernell is not a key; did you mean kernel?",
            "x.conf: 16: sweep.network.layers.conv1.kernel must be given: Height and width of the"
                + " kernel, pixels",
            "x.conf: 17: sweep.network.layers.pool1.type must be one of conv, pool, global-pool,"
                + " dense, recurrent, batch-norm, dropout, activation, output, group, but was pol; did you mean"
                + " pool?",
            "x.conf: 18: sweep.network.layers.block.layers.inner.units must be positive, but was -1",
            "x.conf: 19: sweep.network.layers.odd.type must be given: one of conv, pool, global-pool,"
                + " dense, recurrent, batch-norm, dropout, activation, output, group");
  }

  @Test
  void layersMustHaveDistinctNames() {
    assertThat(
            written.problems(
                """
                sweep.network.layers = [
                  { name = conv1, type = conv, filters = 8, kernel = 5 }
                  { name = conv1, type = conv, filters = 8, kernel = 5 }
                ]
                """))
        .containsExactly(
            "x.conf: 15: sweep.network.layers must have distinct names, but \"conv1\" occurs twice");
  }

  @Test
  void badPaddingNamesWhatIsKnown() {
    assertThat(written.problems("", "sweep.network.layers.conv1.padding=some"))
        .containsExactly(
            "--set sweep.network.layers.conv1.padding=some: sweep.network.layers.conv1.padding must"
                + " be valid, same or a number of pixels, but was \"some\"");
  }

  @Test
  void seedsMustBeDistinct() {
    assertThat(written.problems("sweep.seeds = [1, 2, 1]\n"))
        .containsExactly("x.conf: 15: sweep.seeds must be distinct, but was [1, 2, 1]");
  }

  @Test
  void missingSettingsSayWhatTheyAre() {
    assertThat(written.problems(written.file("x.conf", "sweep {\n  name = a\n  output = b\n}\n")))
        .containsExactly(
            "x.conf: 1: sweep.dataset must be given: The images",
            "x.conf: 1: sweep.network must be given: The network all points start from",
            "x.conf: 1: sweep.training must be given: The training all points start from");
  }

  @Test
  void emptyFileHasNoSweep() {
    assertThat(written.problems(written.file("x.conf", "")))
        .containsExactly("x.conf: there is no object sweep; begin with sweep { ... }");
  }

  @Test
  void problemsOfAnIncludedFileNameThatFile() {
    written.file("baseline.conf", Written.BASELINE.replace("batch-size = 64", "batch-size = 0"));

    assertThat(written.problems(written.file("x.conf", "include \"baseline.conf\"\n")))
        .containsExactly(
            "baseline.conf: 13: sweep.training.batch-size must be positive, but was 0");
  }

  @Test
  void overridesAreTheirOwnPlace() {
    assertThat(
            written.problems(
                "",
                "sweep.training.batch-size=0",
                "sweep.training.epoch=5",
                "training.epochs=5",
                "sweep.network.layers.conv2.filters=5",
                "epochs"))
        .containsExactlyInAnyOrder(
            "--set sweep.network.layers.conv2.filters=5: sweep.network.layers has nothing named conv2;"
                + " did you mean conv1?",
            "--set epochs: must be PATH=VALUE, as in sweep.training.epochs=5",
            "--set training.epochs=5: training is not a key; settings are below sweep, and what is"
                + " only substituted below define",
            "--set sweep.training.epoch=5: sweep.training.epoch is not a key; did you mean epochs?",
            "--set sweep.training.batch-size=0: sweep.training.batch-size must be positive, but was"
                + " 0");
  }
}
