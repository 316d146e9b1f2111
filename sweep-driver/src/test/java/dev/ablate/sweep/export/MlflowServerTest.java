package dev.ablate.sweep.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.report.WrittenSweep;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 12 trials of 300 epochs: 1,200 numbers a trial, more than a request may have. */
final class MlflowServerTest {

  @TempDir Path temporary;
  private ResultsFolder folder;
  private TrackingServer server;

  @BeforeEach
  void start() throws IOException {
    WrittenSweep.write(temporary, 4, 3, 300);
    folder = ResultsFolder.open(ResultsLocation.of(temporary.toString()));
    server = new TrackingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsAllOnceHoweverOftenItIsAsked() throws InterruptedException {
    assertThat(Export.mlflow(folder, server.address()).get(0))
        .isEqualTo("12 runs sent, 0 were there already");
    assertThat(server.problems).isEmpty();
    assertThat(server.kept()).hasSize(12);
    TrackingServer.Run first = server.kept().get(0);
    assertThat(first.params)
        .containsEntry("optimizer", "adam")
        .containsEntry("seed", "1")
        .hasSize(6);
    assertThat(first.status).isEqualTo("FINISHED");
    assertThat(server.kept().get(9).status).isEqualTo("FAILED");
    assertThat(first.metrics.stream().filter(m -> m.path("key").asText().equals("train_loss")))
        .hasSize(300)
        .last()
        .satisfies(metric -> assertThat(metric.path("step").asInt()).isEqualTo(300));
    int numbers = first.metrics.size();
    assertThat(Export.mlflow(folder, server.address()).get(0))
        .isEqualTo("0 runs sent, 12 were there already");
    assertThat(server.kept())
        .hasSize(12)
        .first()
        .satisfies(run -> assertThat(run.metrics).hasSize(numbers));
  }

  @Test
  void whatAnExportLeftUnfinishedIsSentAnew() throws InterruptedException {
    server.batchesTaken = 10;
    assertThatThrownBy(() -> Export.mlflow(folder, server.address()))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("refuses /api/2.0/mlflow/runs/log-batch: 400");
    server.batchesTaken = Integer.MAX_VALUE;
    assertThat(Export.mlflow(folder, server.address()).get(0))
        .isEqualTo("9 runs sent, 3 were there already");
    assertThat(server.kept()).hasSize(12).noneMatch(run -> run.status.equals("RUNNING"));
  }

  @Test
  void whereThereIsNoServerItSaysSo() {
    assertThatThrownBy(() -> Export.mlflow(folder, URI.create("ftp://x")))
        .hasMessageContaining("must begin with http:// or https://");
    server.close();
    assertThatThrownBy(() -> Export.mlflow(folder, server.address()))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("does not answer");
  }
}
