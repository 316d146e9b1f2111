package dev.ablate.sweep.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.sweep.export.EventReader.Fields;
import dev.ablate.sweep.report.WrittenSweep;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 12 trials, of which the tenth diverged after two of four epochs. */
final class ExportTest {

  @TempDir Path temporary;
  private ResultsFolder folder;
  private List<ExportedRun> runs;

  @BeforeEach
  void write() {
    Path results = temporary.resolve("results");
    WrittenSweep.write(results, 4, 3, 4);
    folder = ResultsFolder.open(ResultsLocation.of(results.toString()));
    runs = ExportedSweep.read(folder).runs();
    assertThat(runs).hasSize(12);
  }

  @Test
  void tensorBoardHasEveryScalarAndEveryHyperparameterOfEverySession() throws IOException {
    Path out = temporary.resolve("tb");
    assertThat(Export.tensorboard(folder, out).get(0)).startsWith("12 runs, 8 scalars");
    for (ExportedRun run : runs) {
      List<Fields> events = EventReader.read(out.resolve(run.name()));
      assertThat(events.get(0).text(3)).isEqualTo("brain.Event:2");
      Map<String, Map<Long, Float>> scalars = new TreeMap<>();
      for (Fields event : events.subList(1, events.size())) {
        Fields value = event.message(5).message(1);
        if (value.has(2)) {
          scalars
              .computeIfAbsent(value.text(1), none -> new TreeMap<>())
              .put((Long) event.value(2), (Float) value.value(2));
        }
      }
      for (EpochRow row : run.epochs()) {
        assertThat(scalars.get(row.split() + "/" + row.metric()).get((long) row.epoch()))
            .isEqualTo((float) row.value());
      }
      assertThat(scalars.keySet())
          .hasSize(run.isCompleted() ? 8 : 4)
          .contains("train/loss", "validation/accuracy");
      Fields start = plugin(events, "session_start_info").message(3);
      assertThat(start.messages(1).stream().map(entry -> entry.text(1)))
          .containsExactly("optimizer", "learning-rate", "filters", "batch-norm", "l2", "seed");
      assertThat(start.text(4)).isEqualTo("cell-" + run.point().cell().id());
      Fields end = plugin(events, "session_end_info").message(4);
      assertThat(end.value(1)).isEqualTo(run.isCompleted() ? 1L : 2L);
    }
    Fields experiment = plugin(EventReader.read(out), "experiment").message(2);
    assertThat(experiment.messages(4).stream().map(info -> info.text(1) + " " + info.value(4)))
        .containsExactly(
            "optimizer 1", "learning-rate 3", "filters 3", "batch-norm 2", "l2 3", "seed 3");
    assertThat(experiment.messages(5).stream().map(info -> info.message(1).text(2)))
        .contains("best/test_accuracy", "test/accuracy");
  }

  private static Fields plugin(List<Fields> events, String name) {
    Fields value =
        events.stream()
            .filter(event -> event.has(5))
            .map(event -> event.message(5).message(1))
            .filter(one -> one.text(1).equals("_hparams_/" + name))
            .findFirst()
            .orElseThrow();
    Fields data = value.message(9).message(1);
    assertThat(data.text(1)).isEqualTo("hparams");
    return data.message(2);
  }

  @Test
  void mlflowsFilesHaveParametersTagsAndMetrics() throws IOException {
    Path out = temporary.resolve("mlruns");
    Export.mlflow(folder, out);
    List<Path> experiments = list(out);
    assertThat(experiments).hasSize(1);
    assertThat(Files.readString(experiments.get(0).resolve("meta.yaml")))
        .contains("name: \"written\"")
        .containsPattern("experiment_id: \"\\d{18}\"");
    for (ExportedRun run : runs) {
      Path one = experiments.get(0).resolve(MlflowRun.of(run).id());
      assertThat(Files.readString(one.resolve("meta.yaml")))
          .contains("run_name: \"" + run.name() + "\"")
          .contains("status: " + (run.isCompleted() ? 3 : 4));
      assertThat(Files.readString(one.resolve("params/optimizer")))
          .isEqualTo(run.settings().get("optimizer"));
      assertThat(Files.readString(one.resolve("tags/ablate.trial_id")))
          .isEqualTo(run.details().trialId());
      List<String> steps = Files.readAllLines(one.resolve("metrics/train_loss"));
      assertThat(steps).hasSize(run.details().epochCount().epochsTrained());
      List<String> last = List.of(steps.get(steps.size() - 1).split(" ", -1));
      assertThat(Integer.parseInt(last.get(2)))
          .isEqualTo(run.details().epochCount().epochsTrained());
      assertThat(Double.parseDouble(last.get(1)))
          .isCloseTo(
              run.epochs().stream()
                  .filter(row -> row.metric().equals("loss"))
                  .reduce((a, b) -> b)
                  .orElseThrow()
                  .value(),
              within(0.0));
    }
  }

  @Test
  void weightsAndBiasesRowsReadBack() throws IOException {
    Path out = temporary.resolve("wandb");
    Export.wandb(folder, out);
    List<CSVRecord> rows = csv(out.resolve("runs.csv"));
    assertThat(rows).hasSize(12);
    for (int i = 0; i < 12; i++) {
      assertThat(rows.get(i).get("name")).isEqualTo(runs.get(i).name());
      assertThat(rows.get(i).get("state")).isEqualTo(runs.get(i).details().status());
      Double best = runs.get(i).point().values().get("best_test_accuracy");
      assertThat(rows.get(i).get("summary.best_test_accuracy"))
          .isEqualTo(best == null ? "" : best.toString());
    }
    List<CSVRecord> history = csv(out.resolve("history.csv"));
    assertThat(history).hasSize(11 * 4 + 2);
    assertThat(history.stream().map(row -> row.get("train/loss"))).doesNotContain("", "NaN");
  }

  @Test
  void aFolderThatHoldsSomethingStaysAsItIs() throws IOException {
    Path out = Files.createDirectory(temporary.resolve("mine"));
    Files.writeString(out.resolve("notes"), "precious");
    assertThatThrownBy(() -> Export.wandb(folder, out))
        .isInstanceOf(ResultsException.class)
        .hasMessage(out + ": is there already; name another folder with -o");
    assertThatThrownBy(() -> Export.wandb(folder, temporary.resolve("none/out")))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("there is no folder");
    assertThat(list(temporary).stream().map(Path::getFileName).map(Path::toString))
        .containsExactlyInAnyOrder("results", "mine");
  }

  private static List<CSVRecord> csv(Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();
    try (var parser = format.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      return parser.getRecords();
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.collect(Collectors.toCollection(ArrayList::new));
    }
  }
}
