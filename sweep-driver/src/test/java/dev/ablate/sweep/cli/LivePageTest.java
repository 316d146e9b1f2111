package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.report.WrittenSweep;
import dev.ablate.sweep.results.RunProgress;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class LivePageTest {

  /** The first trial's id. */
  private static final String FIRST = "0000000000000001";

  private final HttpClient browser = HttpClient.newHttpClient();

  @TempDir Path folder;
  private WrittenSweep.Begun sweep;
  private LivePage page;

  @BeforeEach
  void serve() {
    sweep = WrittenSweep.begin(folder, 4, 2, 3);
    page = LivePage.serve(sweep.folder(), LivePage.HERE, 0);
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void showsTrialsAsTheyEnd() throws Exception {
    String before = get("").body();
    assertThat(before.contains("<aside id=live")).isTrue();
    assertThat(before.contains(FIRST)).isFalse();
    String asked = get("progress.json").body();
    sweep.end(0, 8);
    // The page is made anew only after ten times as long as it took.
    String since = asked;
    while (since.equals(asked)) {
      since = get("progress.json").body();
    }
    assertThat(get("").body().contains(FIRST)).isTrue();
  }

  @Test
  void saysWhatTheRunTold() throws Exception {
    assertThat(get("progress.json").body()).contains("No run has told how far it is.");
    sweep
        .folder()
        .tell(
            new RunProgress(
                Instant.now(), false, 3, 8, List.of("3/8 trials", "</script> \"quoted\"")));
    assertThat(get("progress.json").body())
        .contains("\"ended\":3,\"trials\":8")
        .contains("\"summary\":\"running   3/8 trials\"")
        .contains("</script> \\\"quoted\\\"");
  }

  @Test
  @Timeout(60)
  void saysHowFarTheRunIsWhileThePageIsMade() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    page.close();
    page =
        LivePage.serve(
            sweep.folder(),
            LivePage.HERE,
            0,
            results -> {
              making.countDown();
              await(asked);
              return "made";
            });
    URI address = URI.create(page.address());
    HttpRequest whole = HttpRequest.newBuilder(address).build();
    List<CompletableFuture<HttpResponse<String>>> readers =
        List.of(
            browser.sendAsync(whole, BodyHandlers.ofString()),
            browser.sendAsync(whole, BodyHandlers.ofString()));
    await(making);
    assertThat(get("progress.json").body()).contains("No run has told how far it is.");
    asked.countDown();
    for (CompletableFuture<HttpResponse<String>> reader : readers) {
      assertThat(reader.get().body()).isEqualTo("made");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isOfThisMachineAndOfThoseWhoKnowTheTokenAlone() throws Exception {
    URI address = URI.create(page.address());
    assertThat(address.getHost()).isEqualTo("127.0.0.1");
    assertThat(address.getPath()).matches("/[A-Za-z0-9_-]{24}/");
    for (String path : List.of("/", "/progress.json", "/x/", "/" + "a".repeat(24) + "/")) {
      HttpResponse<String> answer = ask(address.resolve(path), "GET");
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("there is no such page\n");
    }
    assertThat(ask(address.resolve("../../etc/passwd"), "GET").statusCode()).isEqualTo(404);
    assertThat(ask(address, "POST").statusCode()).isEqualTo(405);
    assertThat(get("").headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void whyThereIsNoPageIsSaid() throws Exception {
    Path runs = folder.resolve("runs");
    assertThat(runs).isDirectory();
    Files.move(runs, folder.resolve("gone"));

    HttpResponse<String> answer = ask(URI.create(page.address()), "GET");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains(folder.toString());
  }

  @Test
  void aTakenPortIsNamed() {
    int port = URI.create(page.address()).getPort();
    assertThatThrownBy(() -> LivePage.serve(sweep.folder(), LivePage.HERE, port))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("watch: cannot serve on 127.0.0.1:" + port);
    assertThatThrownBy(() -> LivePage.serve(sweep.folder(), LivePage.HERE, 70_000))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("70000");
  }

  private HttpResponse<String> get(String file) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(URI.create(page.address()).resolve(file), "GET");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private HttpResponse<String> ask(URI address, String method)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return browser.send(request, BodyHandlers.ofString());
  }
}
