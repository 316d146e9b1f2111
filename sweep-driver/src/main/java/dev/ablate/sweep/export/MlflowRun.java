package dev.ablate.sweep.export;

import dev.ablate.spec.Sha256;
import dev.ablate.sweep.results.TrialDetails;
import dev.ablate.sweep.results.table.EpochRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trial as MLflow has a run. Text longer than every server takes is cut; numbers that are not
 * finite are left out, for its JSON cannot say them.
 *
 * @param run the trial
 * @param params settings as text
 * @param tags what else is known
 * @param metrics in the order of the epochs
 * @param cut how many texts were cut
 * @param left how many numbers were left out
 */
record MlflowRun(
    ExportedRun run,
    Map<String, String> params,
    Map<String, String> tags,
    List<Point> metrics,
    int cut,
    int left) {

  /** The tag that tells one trial's export from another's. */
  static final String IDENTITY = "ablate.run";

  /** Of a value; servers before 2.8 take no more. */
  static final int LONGEST = 500;

  MlflowRun {
    params = Map.copyOf(params);
    tags = Map.copyOf(tags);
    metrics = List.copyOf(metrics);
  }

  /** A number of a metric. */
  record Point(String key, double value, long milliseconds, long step) {}

  static MlflowRun of(ExportedRun run) {
    TrialDetails details = run.details();
    Map<String, String> params = new LinkedHashMap<>();
    run.settings().forEach((name, value) -> params.put(name, value.toString()));
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.runName", run.name());
    tags.put(IDENTITY, run.identity());
    tags.put("ablate.group", run.group());
    tags.put("ablate.trial_id", details.trialId());
    tags.put("ablate.status", details.status());
    tags.put("ablate.spec", details.spec());
    if (details.error() != null) {
      tags.put("ablate.error", details.error());
    }
    List<Point> metrics = new ArrayList<>();
    int left = 0;
    for (EpochRow row : run.epochs()) {
      if (Double.isFinite(row.value())) {
        String key = row.split() + "_" + row.metric();
        metrics.add(new Point(key, row.value(), run.at(row).toEpochMilli(), row.epoch()));
      } else {
        left++;
      }
    }
    long ended = details.endedAt().toEpochMilli();
    run.bestScores()
        .forEach(
            (name, value) ->
                metrics.add(
                    new Point(ExportedRun.BEST + name, value, ended, run.point().atEpoch())));
    int cut = cut(params) + cut(tags);
    return new MlflowRun(run, params, tags, metrics, cut, left);
  }

  /** As MLflow names a run: 32 hexadecimal digits. */
  String id() {
    return digest(run.identity()).substring(0, 32);
  }

  /** What to say of several. */
  static List<String> notices(List<MlflowRun> runs) {
    List<String> notices = new ArrayList<>();
    int cut = runs.stream().mapToInt(MlflowRun::cut).sum();
    int left = runs.stream().mapToInt(MlflowRun::left).sum();
    if (cut > 0) {
      notices.add(
          cut + " texts were cut to " + LONGEST + " characters, the most that MLflow takes");
    }
    if (left > 0) {
      notices.add(left + " numbers that are not finite were left out: MLflow's JSON has none");
    }
    return notices;
  }

  static String digest(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int cut(Map<String, String> values) {
    int cut = 0;
    for (Map.Entry<String, String> value : values.entrySet()) {
      if (value.getValue().length() > LONGEST) {
        value.setValue(value.getValue().substring(0, LONGEST));
        cut++;
      }
    }
    return cut;
  }
}
