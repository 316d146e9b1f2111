package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.RunProgress;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page follows a real run, is killed, and the run neither knows nor differs. */
class WatchIT {

  private static final Pattern ADDRESS = Pattern.compile("watch {5}(http://127\\.0\\.0\\.1:\\S+)");
  private static final Pattern ENDED = Pattern.compile("\"ended\":(\\d+)");

  private final HttpClient browser = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void trialsArriveAndTheRunGoesOnToTheBitWithoutItsWatcher() throws Exception {
    Study study = Study.write(folder, "watched", settings());
    try (SweepProcess run = SweepProcess.start(folder, Map.of(), study.run("--watch"))) {
      run.await(20_000_000, () -> ADDRESS.matcher(run.printed()).find());
      assertThat(get(address(run), "")).contains("<aside id=live");
      try (SweepProcess watcher =
          SweepProcess.start(folder, Map.of(), List.of("watch", study.results().toString()))) {
        watcher.await(20_000_000, () -> ADDRESS.matcher(watcher.printed()).find());
        URI page = address(watcher);
        run.await(20_000_000, () -> ended(page) >= 1);
        assertThat(get(page, "")).contains("<aside id=live");
        assertThat(watcher.killDriver()).isTrue();
      }
      Launcher.Result result = run.await();
      assertThat(result.exit()).as(result.text()).isZero();
    }
    RunProgress told =
        ResultsFolder.open(ResultsLocation.of(study.results().toString())).progress().orElseThrow();
    assertThat(told.over()).isTrue();
    assertThat(told.ended()).isEqualTo(4);
    CommandLineRun status = CommandLineRun.of("status", study.results().toString(), "--follow");
    assertThat(status.out()).contains("over      4/4 trials").contains("slots 0 of");
    Study alone = Study.write(folder, "alone", settings());
    Launcher.Result unwatched = Launcher.sweep(folder, alone.run().toArray(String[]::new));
    assertThat(unwatched.exit()).as(unwatched.text()).isZero();
    assertThat(study.measurements()).isEqualTo(alone.measurements());
  }

  private static String settings() {
    return Study.seeds(4) + "\n training.epochs = 4";
  }

  private static URI address(SweepProcess process) throws IOException {
    Matcher found = ADDRESS.matcher(process.printed());
    assertThat(found.find()).isTrue();
    return URI.create(found.group(1));
  }

  private int ended(URI page) throws IOException {
    Matcher found = ENDED.matcher(get(page, "progress.json"));
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private String get(URI page, String file) throws IOException {
    try {
      return browser
          .send(HttpRequest.newBuilder(page.resolve(file)).build(), BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
