package dev.ablate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.spec.InvalidSpecException;
import dev.ablate.trial.Contents;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.WeightStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class InitialStateTest {

  private static final String OTHER = "0".repeat(64);

  /** Holds one file, whatever its name. */
  private static final class OneFile implements WeightStore {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(TrialId id, String name, Contents contents) throws IOException {
      bytes.reset();
      contents.writeTo(bytes);
    }

    @Override
    public InputStream open(String weights) {
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    private String checksum() throws Exception {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    }
  }

  @Test
  void trainingBeginsWhereAnotherEnded() throws Exception {
    OneFile file = trained();

    double first = firstLoss(FakeTrial.of(1).seed(8));
    double warm = firstLoss(FakeTrial.of(1).seed(8).weights(file).start("f", file.checksum()));

    assertThat(warm).isLessThan(first * 0.9);
  }

  @Test
  void theWeightsAreIdentityAndTheirPlaceIsNot() {
    TrialId drawn = FakeTrial.of(1).request().id();
    TrialId one = FakeTrial.of(1).start("a", OTHER).request().id();

    assertThat(one).isNotEqualTo(drawn);
    assertThat(FakeTrial.of(1).start("b", OTHER).request().id()).isEqualTo(one);
    assertThat(FakeTrial.of(1).start("a", "1".repeat(64)).request().id()).isNotEqualTo(one);
  }

  @Test
  void otherWeightsThanPlannedFailTheTrial() throws Exception {
    OneFile file = trained();

    assertThat(FakeTrial.of(1).weights(file).start("f", OTHER).run())
        .isInstanceOfSatisfying(
            TrialOutcome.Failed.class,
            failed ->
                assertThat(failed.error())
                    .isEqualTo(
                        "IOException: the weights at f have checksum "
                            + checksum(file)
                            + ", but the sweep was planned for "
                            + OTHER));
  }

  @Test
  void missingWeightsFailTheTrial() {
    assertThat(FakeTrial.of(1).start("gone", OTHER).run())
        .isInstanceOfSatisfying(
            TrialOutcome.Failed.class,
            failed ->
                assertThat(failed.error())
                    .isEqualTo("FileNotFoundException: there are no stored weights at gone"));
  }

  @Test
  void aTrialKnowsItsWeightsByTheirChecksum() {
    Assertions.assertThatThrownBy(() -> FakeTrial.of(1).start("f", null).request())
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage("training.start.checksum must be known, for the weights decide the result");
  }

  private static OneFile trained() {
    OneFile file = new OneFile();
    FakeTrial.of(5).snapshots(List.of(), Snapshots.Keep.LAST).weights(file).run();
    return file;
  }

  private static double firstLoss(FakeTrial trial) {
    return trial.history().epochs().get(0).value();
  }

  private static String checksum(OneFile file) {
    try {
      return file.checksum();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
