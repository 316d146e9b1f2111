package dev.ablate.sweep.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** So much of MLflow's tracking server as its REST documentation says of seven calls. */
final class TrackingServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, Run> runs = new LinkedHashMap<>();
  final List<String> problems = new ArrayList<>();
  private final HttpServer server;
  private String experiment;

  /** Refuses batches once there were so many. */
  int batchesTaken = Integer.MAX_VALUE;

  /** A run as it was sent. */
  static final class Run {
    String status = "RUNNING";
    ArrayNode tags;
    boolean deleted;
    final List<JsonNode> metrics = new ArrayList<>();
    final Map<String, String> params = new LinkedHashMap<>();
  }

  TrackingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  List<Run> kept() {
    return runs.values().stream().filter(run -> !run.deleted).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestURI().getPath().replaceFirst("^/api/2.0/mlflow/", "");
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode asked = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    JsonNode answer = answer(call, asked);
    byte[] text =
        (answer == null ? "{\"error_code\":\"NO\",\"message\":\"no\"}" : answer.toString())
            .getBytes(StandardCharsets.UTF_8);
    boolean unknown = call.equals("experiments/get-by-name");
    exchange.sendResponseHeaders(answer != null ? 200 : unknown ? 404 : 400, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private JsonNode answer(String call, JsonNode asked) {
    ObjectNode answer = JSON.createObjectNode();
    switch (call) {
      case "experiments/get-by-name" -> {
        if (experiment == null) {
          return null;
        }
        answer.putObject("experiment").put("experiment_id", "7");
      }
      case "experiments/create" -> {
        experiment = asked.path("name").asText();
        answer.put("experiment_id", "7");
      }
      case "runs/create" -> {
        Run run = new Run();
        run.tags = (ArrayNode) asked.path("tags");
        String id = "run-" + runs.size();
        runs.put(id, run);
        answer.putObject("run").putObject("info").put("run_id", id);
      }
      case "runs/search" -> search(asked, answer);
      case "runs/delete" -> runs.get(asked.path("run_id").asText()).deleted = true;
      case "runs/update" ->
          runs.get(asked.path("run_id").asText()).status = asked.path("status").asText();
      case "runs/log-batch" -> {
        if (batchesTaken-- <= 0) {
          return null;
        }
        batch(asked);
      }
      default -> problems.add("asked " + call);
    }
    return answer;
  }

  /** A page has five runs. */
  private void search(JsonNode asked, ObjectNode answer) {
    int from = asked.path("page_token").asInt(0);
    List<Map.Entry<String, Run>> found =
        runs.entrySet().stream().filter(entry -> !entry.getValue().deleted).toList();
    int to = Math.min(from + 5, found.size());
    ArrayNode page = answer.putArray("runs");
    for (Map.Entry<String, Run> entry : found.subList(from, to)) {
      ObjectNode run = page.addObject();
      run.putObject("info").put("run_id", entry.getKey()).put("status", entry.getValue().status);
      run.putObject("data").set("tags", entry.getValue().tags);
    }
    if (to < found.size()) {
      answer.put("next_page_token", Integer.toString(to));
    }
  }

  private void batch(JsonNode asked) {
    Run run = runs.get(asked.path("run_id").asText());
    JsonNode metrics = asked.path("metrics");
    JsonNode params = asked.path("params");
    if (metrics.size() > 1000 || params.size() > 100) {
      problems.add("a batch of " + metrics.size() + " metrics, " + params.size() + " params");
    }
    for (JsonNode metric : metrics) {
      if (!metric.path("value").isNumber() || !metric.path("step").isIntegralNumber()) {
        problems.add("metric " + metric);
      }
      run.metrics.add(metric);
    }
    for (JsonNode param : params) {
      if (param.path("value").asText().length() > 500) {
        problems.add("param " + param);
      }
      run.params.put(param.path("key").asText(), param.path("value").asText());
    }
  }
}
