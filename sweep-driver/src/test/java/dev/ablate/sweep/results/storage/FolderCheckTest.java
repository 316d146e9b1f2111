package dev.ablate.sweep.results.storage;

import static dev.ablate.sweep.results.table.Rows.completed;
import static dev.ablate.sweep.results.table.Rows.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.FileChecksum;
import dev.ablate.sweep.results.table.LayerRow;
import dev.ablate.sweep.results.table.Rows;
import dev.ablate.sweep.results.table.TrialRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {

  @TempDir Path temporary;

  private ResultsFolder folder;

  @BeforeEach
  void createFolder() {
    folder = ResultsFolder.create(ResultsLocation.of(temporary.toString()), "s");
    folder.startRun(
        Rows.run("s"),
        List.of(),
        IntStream.range(0, 3).mapToObj(i -> Rows.point(i, id(i + 1), 2)).toList());
    folder.commit(completed(id(1), 1, 0.5, 0.6));
    folder.commit(Rows.failed(id(2), 1));
    folder.commit(Rows.diverged(id(3), 0.1));
  }

  @Test
  void soundFolderHasNoProblems() {
    assertThat(folder.check()).isEmpty();
  }

  @Test
  void truncatedFileIsNamed() throws IOException {
    Path file = trial(1);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));

    assertThat(folder.check())
        .singleElement()
        .asString()
        .startsWith(file + ": cannot be read: ")
        .contains("is not a Parquet file");
  }

  @Test
  void everyFlippedBitOfThePagesIsFound() throws IOException {
    Path file = trial(1);
    byte[] sound = Files.readAllBytes(file);
    long pages = pagesLength(file);
    assertThat(pages).isGreaterThan(2000);
    for (int at = 4; at < pages; at += 131) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);

      assertThat(folder.check())
          .as("byte " + at)
          .singleElement()
          .asString()
          .startsWith(file + ": cannot be read: ");
    }
  }

  @Test
  void fileWithAnotherTrialIsNamed() throws IOException {
    Files.move(trial(1), trial(9));

    assertThat(folder.check())
        .containsExactly(
            trial(9)
                + ": must hold attempt 1 of "
                + id(9)
                + ", but holds [attempt 1 of "
                + id(1)
                + "]");
  }

  @Test
  void strangeFileIsNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve("trials/notes.txt"), "x");

    assertThat(folder.check())
        .containsExactly(file + ": is no file of the trials, move it elsewhere");
  }

  @Test
  void missingDesignPointsAreCounted() {
    folder.startRun(Rows.run("s"), List.of(), List.of());

    assertThat(folder.check())
        .containsExactly(
            temporary.resolve("runs/2/design.parquet")
                + ": has 0 design points, but the run has 3");
  }

  @Test
  void damagedDesignIsNamed() throws IOException {
    Path file = temporary.resolve("runs/1/design.parquet");
    byte[] bytes = Files.readAllBytes(file);
    bytes[40] ^= 1;
    Files.write(file, bytes);

    assertThat(folder.check()).singleElement().asString().startsWith(file + ": cannot be read: ");
  }

  @Test
  void rowsThatDisagreeAreNamed() {
    TrialRow sound = completed(id(1), 1, 0.5);
    EpochRow twice = sound.epochs().get(0);

    assertThat(TrialCheck.problems(sound)).isEmpty();
    assertThat(TrialCheck.problems(with(sound, List.of(twice, twice), sound.layers())))
        .containsExactly("epochs has 1 train loss twice");
    assertThat(TrialCheck.problems(with(sound, List.of(), sound.layers().subList(1, 2))))
        .containsExactly(
            "measured 1 epochs, but not all of them are there",
            "best epoch 1 has no measurements",
            "layer 0 is missing",
            "has 62938 parameters, but its layers have 62730");
  }

  private static TrialRow with(TrialRow row, List<EpochRow> epochs, List<LayerRow> layers) {
    return new TrialRow(
        row.trialId(),
        row.attempt(),
        row.status(),
        row.failure(),
        row.error(),
        row.stoppedBy(),
        row.seed(),
        row.epochCount(),
        row.iterationsTrained(),
        row.imagesTrained(),
        row.last(),
        row.bestEpoch(),
        row.best(),
        row.trainSeconds(),
        row.totalSeconds(),
        row.imagesPerSecond(),
        row.parameters(),
        row.trainable(),
        row.macs(),
        row.engine(),
        row.device(),
        row.host(),
        row.executor(),
        row.slot(),
        row.startedAt(),
        row.endedAt(),
        row.dataset(),
        row.dataChecksum(),
        row.spec(),
        epochs,
        row.iterations(),
        layers,
        row.layerStats());
  }

  private static long pagesLength(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
      return FileChecksum.of(reader.getFileMetaData().getKeyValueMetaData()).length();
    }
  }

  private Path trial(int digit) {
    return temporary.resolve("trials/" + id(digit) + ".1.parquet");
  }
}
