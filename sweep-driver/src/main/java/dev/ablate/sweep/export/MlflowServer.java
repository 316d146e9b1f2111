package dev.ablate.sweep.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ablate.spec.CanonicalJson;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MLflow's tracking server. A run that it has whole is not sent again; one that an export left
 * unfinished is deleted there and sent anew.
 *
 * <p>Source: https://mlflow.org/docs/latest/rest-api.html
 */
final class MlflowServer {

  /** Of a request: at most so many metrics, parameters and tags together. */
  static final int BATCH = 1000;

  /** Of those, so many parameters, and so many tags. */
  static final int TEXTS = 100;

  private static final String RUNNING = "RUNNING";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI server;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  MlflowServer(URI server) {
    this.server = server;
    if (server.getScheme() == null || !server.getScheme().matches("https?")) {
      throw new ResultsException(
          "--tracking-uri " + server + ": must begin with http:// or https://");
    }
  }

  /** A run that the server has. */
  private record Known(String id, String status) {}

  List<String> send(ExportedSweep sweep) throws InterruptedException {
    String experiment = experiment(sweep.name());
    Map<String, Known> known = known(experiment);
    List<MlflowRun> sent = new ArrayList<>();
    for (ExportedRun exported : sweep.runs()) {
      Known there = known.get(exported.identity());
      if (there != null && !there.status().equals(RUNNING)) {
        continue;
      }
      if (there != null) {
        post("runs/delete", Map.of("run_id", there.id()));
      }
      MlflowRun run = MlflowRun.of(exported);
      send(run, experiment);
      sent.add(run);
    }
    List<String> said = new ArrayList<>();
    said.add(
        sent.size() + " runs sent, " + (sweep.runs().size() - sent.size()) + " were there already");
    said.addAll(MlflowRun.notices(sent));
    return said;
  }

  private void send(MlflowRun run, String experiment) throws InterruptedException {
    Map<String, Object> create = new LinkedHashMap<>();
    create.put("experiment_id", experiment);
    create.put("run_name", run.run().name());
    create.put("start_time", run.run().began().toEpochMilli());
    create.put("tags", pairs(run.tags()));
    String id = post("runs/create", create).at("/run/info/run_id").asText();
    List<Object> params = pairs(run.params());
    for (int from = 0; from < params.size(); from += TEXTS) {
      batch(id, "params", params.subList(from, Math.min(from + TEXTS, params.size())));
    }
    List<Object> metrics = new ArrayList<>();
    for (MlflowRun.Point point : run.metrics()) {
      metrics.add(
          Map.of(
              "key", point.key(),
              "value", point.value(),
              "timestamp", point.milliseconds(),
              "step", point.step()));
    }
    for (int from = 0; from < metrics.size(); from += BATCH) {
      batch(id, "metrics", metrics.subList(from, Math.min(from + BATCH, metrics.size())));
    }
    Map<String, Object> update = new LinkedHashMap<>();
    update.put("run_id", id);
    update.put("status", run.run().isCompleted() ? "FINISHED" : "FAILED");
    update.put("end_time", run.run().details().endedAt().toEpochMilli());
    post("runs/update", update);
  }

  private void batch(String run, String kind, List<Object> values) throws InterruptedException {
    post("runs/log-batch", Map.of("run_id", run, kind, values));
  }

  private static List<Object> pairs(Map<String, String> texts) {
    List<Object> pairs = new ArrayList<>();
    texts.forEach((key, value) -> pairs.add(Map.of("key", key, "value", value)));
    return pairs;
  }

  private String experiment(String name) throws InterruptedException {
    String query = "?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    HttpResponse<String> found = exchange(request("experiments/get-by-name" + query).GET());
    if (found.statusCode() == 404) {
      return post("experiments/create", Map.of("name", name)).path("experiment_id").asText();
    }
    return read(found).at("/experiment/experiment_id").asText();
  }

  private Map<String, Known> known(String experiment) throws InterruptedException {
    Map<String, Known> known = new HashMap<>();
    String page = "";
    do {
      Map<String, Object> search = new LinkedHashMap<>();
      search.put("experiment_ids", List.of(experiment));
      search.put("max_results", BATCH);
      if (!page.isEmpty()) {
        search.put("page_token", page);
      }
      JsonNode answer = post("runs/search", search);
      for (JsonNode run : answer.path("runs")) {
        for (JsonNode tag : run.at("/data/tags")) {
          if (tag.path("key").asText().equals(MlflowRun.IDENTITY)) {
            known.put(
                tag.path("value").asText(),
                new Known(run.at("/info/run_id").asText(), run.at("/info/status").asText()));
          }
        }
      }
      page = answer.path("next_page_token").asText("");
    } while (!page.isEmpty());
    return known;
  }

  private JsonNode post(String call, Map<String, ?> body) throws InterruptedException {
    return read(
        exchange(
            request(call)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(CanonicalJson.write(body)))));
  }

  private HttpRequest.Builder request(String call) {
    String base = server.toString().replaceFirst("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/api/2.0/mlflow/" + call)).timeout(PATIENCE);
    String token = System.getenv("MLFLOW_TRACKING_TOKEN");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) throws InterruptedException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ResultsException("--tracking-uri " + server + ": does not answer: " + e, e);
    }
  }

  private JsonNode read(HttpResponse<String> answer) {
    try {
      if (answer.statusCode() == 200) {
        return json.readTree(answer.body());
      }
    } catch (IOException e) {
      throw new ResultsException(
          "--tracking-uri " + server + ": is no tracking server of MLflow: " + e.getMessage(), e);
    }
    String body = answer.body().strip();
    throw new ResultsException(
        "--tracking-uri "
            + server
            + ": refuses "
            + answer.uri().getPath()
            + ": "
            + answer.statusCode()
            + " "
            + body.substring(0, Math.min(300, body.length())));
  }
}
