package dev.ablate.sweep.export;

import dev.ablate.spec.CanonicalJson;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MLflow's file store: an experiment a folder, a run a folder below it, a file a parameter, tag and
 * metric. YAML takes JSON's texts and numbers as they are.
 *
 * <p>Source: mlflow/store/tracking/file_store.py.
 */
final class MlflowFiles {

  private static final int FINISHED = 3;
  private static final int FAILED = 4;
  private static final int LOCAL = 4;

  private MlflowFiles() {}

  static List<String> write(ExportedSweep sweep, Path into) throws IOException {
    // An identifier is a number there; the same sweep has the same.
    String id =
        new BigInteger(MlflowRun.digest(sweep.name()), 16)
            .mod(BigInteger.TEN.pow(17))
            .add(BigInteger.TEN.pow(17))
            .toString();
    Path experiment = Files.createDirectory(into.resolve(id));
    List<MlflowRun> runs = sweep.runs().stream().map(MlflowRun::of).toList();
    long began = runs.stream().mapToLong(r -> r.run().began().toEpochMilli()).min().orElseThrow();
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("artifact_location", "mlflow-artifacts:/" + id);
    meta.put("creation_time", began);
    meta.put("experiment_id", id);
    meta.put("last_update_time", began);
    meta.put("lifecycle_stage", "active");
    meta.put("name", sweep.name());
    yaml(experiment, meta);
    for (MlflowRun run : runs) {
      write(run, id, experiment.resolve(run.id()));
    }
    List<String> said = new ArrayList<>();
    said.add(runs.size() + " runs; mlflow ui --backend-store-uri shows them");
    said.addAll(MlflowRun.notices(runs));
    return said;
  }

  private static void write(MlflowRun run, String experiment, Path folder) throws IOException {
    for (String part : List.of("params", "tags", "metrics", "artifacts")) {
      Files.createDirectories(folder.resolve(part));
    }
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("artifact_uri", "mlflow-artifacts:/" + experiment + "/" + run.id() + "/artifacts");
    meta.put("end_time", run.run().details().endedAt().toEpochMilli());
    meta.put("entry_point_name", "");
    meta.put("experiment_id", experiment);
    meta.put("lifecycle_stage", "active");
    meta.put("run_id", run.id());
    meta.put("run_name", run.run().name());
    meta.put("run_uuid", run.id());
    meta.put("source_name", "");
    meta.put("source_type", LOCAL);
    meta.put("source_version", "");
    meta.put("start_time", run.run().began().toEpochMilli());
    meta.put("status", run.run().isCompleted() ? FINISHED : FAILED);
    meta.put("tags", List.of());
    meta.put("user_id", "");
    yaml(folder, meta);
    for (Map.Entry<String, String> param : run.params().entrySet()) {
      Files.writeString(folder.resolve("params").resolve(param.getKey()), param.getValue());
    }
    for (Map.Entry<String, String> tag : run.tags().entrySet()) {
      Files.writeString(folder.resolve("tags").resolve(tag.getKey()), tag.getValue());
    }
    Map<String, StringBuilder> metrics = new LinkedHashMap<>();
    for (MlflowRun.Point point : run.metrics()) {
      metrics
          .computeIfAbsent(point.key(), none -> new StringBuilder())
          .append(point.milliseconds())
          .append(' ')
          .append(point.value())
          .append(' ')
          .append(point.step())
          .append('\n');
    }
    for (Map.Entry<String, StringBuilder> metric : metrics.entrySet()) {
      Files.writeString(folder.resolve("metrics").resolve(metric.getKey()), metric.getValue());
    }
  }

  private static void yaml(Path folder, Map<String, Object> meta) throws IOException {
    StringBuilder text = new StringBuilder();
    meta.forEach(
        (key, value) ->
            text.append(key).append(": ").append(CanonicalJson.write(value)).append('\n'));
    Files.writeString(folder.resolve("meta.yaml"), text);
  }
}
