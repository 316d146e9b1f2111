package dev.ablate.sweep.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ablate.spec.CanonicalJson;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.page.ReportPage;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.RunProgress;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page of a folder over HTTP, as the folder is now: {@code /TOKEN/} is the page, {@code
 * /TOKEN/progress.json} what it asks every two seconds. It only reads. Who does not know the token
 * learns nothing. A page is made anew at most a tenth of the time, however fast trials end; how far
 * the run is can be asked meanwhile.
 */
final class LivePage implements AutoCloseable {

  /** This machine alone. */
  static final String HERE = "127.0.0.1";

  private static final Logger LOG = LoggerFactory.getLogger(LivePage.class);

  private static final int REST = 10;

  private final ResultsFolder folder;
  private final String token = token();
  private final HttpServer server;
  private final Function<ResultsFolder, String> maker;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "watch");
            thread.setDaemon(true);
            return thread;
          });

  /** The last page; null before the first. */
  private volatile Made made;

  /**
   * A page.
   *
   * @param version of the folder that it shows at least
   * @param atNanos when it was ready
   * @param inNanos how long that took
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Made(byte[] page, String version, long atNanos, long inNanos) {}

  private LivePage(ResultsFolder folder, HttpServer server, Function<ResultsFolder, String> maker) {
    this.folder = folder;
    this.server = server;
    this.maker = maker;
  }

  /**
   * Begins to serve.
   *
   * @param host the interface
   * @param port 0 for any that is free
   * @throws ResultsException if the port cannot be had
   */
  static LivePage serve(ResultsFolder folder, String host, int port) {
    return serve(folder, host, port, now -> ReportPage.live(ReportData.read(now)));
  }

  /** The same with another page. */
  static LivePage serve(
      ResultsFolder folder, String host, int port, Function<ResultsFolder, String> maker) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
    } catch (IOException | IllegalArgumentException e) {
      throw new ResultsException(
          "watch: cannot serve on " + host + ":" + port + ": " + e.getMessage(), e);
    }
    LivePage live = new LivePage(folder, server, maker);
    server.createContext("/", live::answer);
    server.setExecutor(live.threads);
    server.start();
    return live;
  }

  /** What to open. */
  String address() {
    InetSocketAddress bound = server.getAddress();
    return "http://"
        + bound.getAddress().getHostAddress()
        + ":"
        + bound.getPort()
        + "/"
        + token
        + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answerKnown(exchange);
      } catch (ResultsException e) {
        LOG.warn("the page cannot be made: {}", e.getMessage());
        send(exchange, 500, "text/plain; charset=utf-8", e.getMessage());
      }
    }
  }

  private void answerKnown(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", 3);
    boolean known = path.length == 3 && isToken(path[1]);
    if (!known || !(path[2].isEmpty() || path[2].equals("progress.json"))) {
      send(exchange, 404, "text/plain", "there is no such page\n");
    } else if (!exchange.getRequestMethod().equals("GET")) {
      send(exchange, 405, "text/plain", "this page is only read\n");
    } else if (path[2].isEmpty()) {
      send(exchange, 200, "text/html; charset=utf-8", page());
    } else {
      send(exchange, 200, "application/json", json());
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private synchronized byte[] page() {
    Made last = made;
    if (last == null || isStale(last)) {
      String version = folder.version();
      long began = System.nanoTime();
      byte[] page = maker.apply(folder).getBytes(StandardCharsets.UTF_8);
      long ended = System.nanoTime();
      last = new Made(page, version, ended, ended - began);
      made = last;
    }
    return last.page;
  }

  /** Whether trials ended since, and making the page would not take much of the machine. */
  private boolean isStale(Made last) {
    return System.nanoTime() - last.atNanos > REST * last.inNanos
        && !folder.version().equals(last.version);
  }

  /** Waits for no page that is being made. */
  private String json() {
    Made last = made;
    Optional<RunProgress> told = folder.progress();
    Map<String, Object> json = new LinkedHashMap<>();
    String shown = last == null ? "" : last.version;
    json.put("version", last != null && isStale(last) ? folder.version() : shown);
    json.put("ended", told.map(RunProgress::ended).orElse(0));
    json.put("trials", told.map(RunProgress::trials).orElse(0));
    List<String> lines =
        told.map(progress -> Following.lines(progress, Instant.now()))
            .orElse(List.of("No run has told how far it is."));
    json.put("summary", lines.get(0));
    json.put("lines", lines.subList(1, lines.size()));
    return CanonicalJson.write(json);
  }

  private boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static String token() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
