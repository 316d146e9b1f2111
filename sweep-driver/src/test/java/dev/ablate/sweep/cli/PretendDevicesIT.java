package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Devices as Spark grants them, on a real master and two workers with a pretend device each. Trials
 * train on the processor: what is tested is who may run where and when.
 */
class PretendDevicesIT {

  private static final int TRIALS = 8;

  @TempDir static Path folder;

  private static Cluster cluster;
  private static SparkSession reader;

  private record Trial(String address, String executor, Instant startedAt, Instant endedAt) {

    boolean runsAt(Instant moment) {
      return !moment.isBefore(startedAt) && moment.isBefore(endedAt);
    }
  }

  @BeforeAll
  static void startCluster() throws IOException {
    Path script = folder.resolve("pretend-devices");
    // Each worker that asks gets the next device.
    Files.writeString(
        script,
        """
        #!/bin/sh
        device=0
        until mkdir "$(dirname "$0")/device-$device" 2>/dev/null; do device=$((device + 1)); done
        echo "{\\"name\\":\\"gpu\\",\\"addresses\\":[\\"$device\\"]}"
        """);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    cluster =
        Cluster.start(
            folder,
            "--workers",
            "2",
            "--cores",
            "4",
            "--worker-conf",
            "spark.worker.resource.gpu.amount=1",
            "--worker-conf",
            "spark.worker.resource.gpu.discoveryScript=" + script);
    reader =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
    reader.close();
  }

  /** Two on a device are the other test's. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void deviceNeverHasMoreTrialsThanItsShare(int trialsPerDevice) throws IOException {
    Path output = folder.resolve("share-" + trialsPerDevice);

    Launcher.Result result = run(output, trialsPerDevice, 2);

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(result.out()).contains("device    cpu: ").contains("(executor 0 on ");
    assertThat(result.out()).contains("8 to run, " + 2 * trialsPerDevice + " at a time\n");
    List<Trial> trials = trials(output);
    assertThat(trials).hasSize(TRIALS).extracting(Trial::address).containsOnly("0", "1");
    assertThat(mostAtOnce(trials, "0")).isLessThanOrEqualTo(trialsPerDevice);
    assertThat(mostAtOnce(trials, "1")).isLessThanOrEqualTo(trialsPerDevice);
    // The first tasks arrive together and wait for the engine together.
    assertThat(Math.max(mostAtOnce(trials, "0"), mostAtOnce(trials, "1")))
        .isEqualTo(trialsPerDevice);
  }

  @Test
  void lostExecutorsGiveTheirDevicesBack() throws Exception {
    Path output = folder.resolve("lost");
    Path rows = Files.createDirectories(output.resolve("trials"));
    Instant killedAt;
    CompletableFuture<Launcher.Result> sweep;
    try (WatchService watcher = rows.getFileSystem().newWatchService()) {
      rows.register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
      sweep = CompletableFuture.supplyAsync(() -> run(output, 2, 40));
      awaitRow(watcher);
      killedAt = Instant.now();
      cluster.executors().forEach(ProcessHandle::destroyForcibly);
    }

    Launcher.Result result = sweep.get(5, TimeUnit.MINUTES);

    assertThat(result.exit()).as(result.text()).isZero();
    List<Trial> trials = trials(output);
    assertThat(trials).hasSize(TRIALS).extracting(Trial::address).containsOnly("0", "1");
    assertThat(trials)
        .filteredOn(trial -> trial.startedAt().isAfter(killedAt))
        .extracting(Trial::address)
        .containsOnly("0", "1");
    assertThat(mostAtOnce(trials, "0")).isLessThanOrEqualTo(2);
    assertThat(mostAtOnce(trials, "1")).isLessThanOrEqualTo(2);
  }

  private static void awaitRow(WatchService watcher) throws InterruptedException {
    while (true) {
      WatchKey key = watcher.poll(3, TimeUnit.MINUTES);
      assertThat(key).as("a row within the time").isNotNull();
      for (WatchEvent<?> event : key.pollEvents()) {
        String file = String.valueOf(event.context());
        if (file.endsWith(".parquet") && !file.startsWith(".")) {
          return;
        }
      }
      key.reset();
    }
  }

  private static Launcher.Result run(Path output, int trialsPerDevice, int epochs) {
    try {
      Path config = folder.resolve(output.getFileName() + ".conf");
      Files.writeString(
          config,
          """
          sweep {
            name = pretend-devices
            output = "%s"
            device = auto
            trials-per-device = %d
            dataset { name = fashion-mnist, train-limit = 600, test-limit = 100 }
            network { layers = [ { name = dense1, type = dense, units = 16 } ] }
            training { epochs = %d, batch-size = 32, optimizer { name = adam, learning-rate = 1e-3 } }
            seeds = [1, 2, 3, 4, 5, 6, 7, 8]
          }
          """
              .formatted(output, trialsPerDevice, epochs));
      return Launcher.sweep(folder, "run", config.toString(), "--master", cluster.url());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Trial> trials(Path output) {
    List<Trial> trials = new ArrayList<>();
    for (Row row :
        reader
            .read()
            .parquet(output.resolve("tables/trials").toString())
            .select("device_address", "executor", "started_at", "ended_at")
            .collectAsList()) {
      trials.add(
          new Trial(
              row.getString(0),
              row.getString(1),
              row.getTimestamp(2).toInstant(),
              row.getTimestamp(3).toInstant()));
    }
    return trials;
  }

  /** Trials on an address can only become more when one starts. */
  private static int mostAtOnce(List<Trial> trials, String address) {
    List<Trial> there = trials.stream().filter(trial -> trial.address().equals(address)).toList();
    return (int)
        there.stream()
            .mapToLong(
                start -> there.stream().filter(trial -> trial.runsAt(start.startedAt())).count())
            .max()
            .orElse(0);
  }
}
