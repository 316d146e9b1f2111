package dev.ablate.sweep.export;

import dev.ablate.sweep.results.table.EpochRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder a trial with its scalars and its hyperparameters, and above them what the hyperparameter
 * view compares. Every trial names every hyperparameter: the view leaves out sessions that do not.
 * Scores, {@code best/*}, stand at the last epoch.
 *
 * <p>Source: tensorboard/plugins/hparams/{api,plugin_data}.proto.
 */
final class TensorBoardFiles {

  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;
  private static final int TYPE_TEXT = 1;
  private static final int TYPE_TRUTH = 2;
  private static final int TYPE_NUMBER = 3;
  private static final int DT_FLOAT = 1;

  private TensorBoardFiles() {}

  static List<String> write(ExportedSweep sweep, Path into) throws IOException {
    Map<String, Set<Object>> settings = new LinkedHashMap<>();
    Set<String> tags = new TreeSet<>();
    for (ExportedRun run : sweep.runs()) {
      run.settings()
          .forEach((key, v) -> settings.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(v));
      run.epochs().forEach(row -> tags.add(ExportedRun.scalar(row)));
      scores(run).keySet().forEach(tags::add);
    }
    Instant began =
        sweep.runs().stream().map(ExportedRun::began).min(Instant::compareTo).orElseThrow();
    try (EventFile file = new EventFile(into, began)) {
      file.write(began, 0, plugin("experiment", 2, experiment(sweep, settings, tags, began)));
    }
    for (ExportedRun run : sweep.runs()) {
      write(run, settings, into.resolve(run.name()));
    }
    return List.of(
        sweep.runs().size()
            + " runs, "
            + tags.size()
            + " scalars; tensorboard --logdir shows them");
  }

  private static void write(ExportedRun run, Map<String, Set<Object>> all, Path into)
      throws IOException {
    try (EventFile file = new EventFile(into, run.began())) {
      Message start = new Message();
      run.settings()
          .forEach(
              (key, value) ->
                  start.message(
                      1, new Message().text(1, key).message(2, value(value, type(all.get(key))))));
      start.text(4, run.group()).real(5, EventFile.seconds(run.began()));
      file.write(run.began(), 0, plugin("session_start_info", 3, start));
      for (EpochRow row : run.epochs()) {
        file.write(run.at(row), row.epoch(), scalar(ExportedRun.scalar(row), row.value()));
      }
      Instant ended = run.details().endedAt();
      for (Map.Entry<String, Double> score : scores(run).entrySet()) {
        file.write(ended, run.point().atEpoch(), scalar(score.getKey(), score.getValue()));
      }
      Message end = new Message().number(1, run.isCompleted() ? SUCCESS : FAILURE);
      end.real(2, EventFile.seconds(ended));
      file.write(ended, 0, plugin("session_end_info", 4, end));
    }
  }

  private static Map<String, Double> scores(ExportedRun run) {
    Map<String, Double> scores = new LinkedHashMap<>();
    run.bestScores().forEach((name, value) -> scores.put("best/" + name, value));
    return scores;
  }

  private static Message scalar(String tag, double value) {
    return new Message().text(1, tag).real32(2, (float) value);
  }

  /** A value that only the plugin reads: its data is in the metadata, beside an empty tensor. */
  private static Message plugin(String tag, int field, Message data) {
    Message content = new Message().number(1, 0).message(field, data);
    Message shape = new Message().message(2, new Message().number(1, 1));
    Message tensor =
        new Message().number(1, DT_FLOAT).message(2, shape).bytes(5, new byte[Float.BYTES]);
    return new Message()
        .text(1, "_hparams_/" + tag)
        .message(8, tensor)
        .message(
            9,
            new Message().message(1, new Message().text(1, "hparams").bytes(2, content.bytes())));
  }

  private static Message experiment(
      ExportedSweep sweep, Map<String, Set<Object>> settings, Set<String> tags, Instant began) {
    Message experiment = new Message().text(1, sweep.name());
    experiment.real(3, EventFile.seconds(began));
    settings.forEach(
        (name, values) -> {
          int type = type(values);
          Message domain = new Message();
          new ArrayList<>(values).forEach(value -> domain.message(1, value(value, type)));
          Message info = new Message().text(1, name).text(2, name).number(4, type);
          // Of a seed there may be any number: a filter by each would be no use.
          experiment.message(4, name.equals("seed") ? info : info.message(5, domain));
        });
    tags.forEach(
        tag ->
            experiment.message(
                5, new Message().message(1, new Message().text(2, tag)).text(2, tag)));
    return experiment;
  }

  private static int type(Set<Object> values) {
    if (values.stream().allMatch(Number.class::isInstance)) {
      return TYPE_NUMBER;
    }
    return values.stream().allMatch(Boolean.class::isInstance) ? TYPE_TRUTH : TYPE_TEXT;
  }

  /** As google.protobuf.Value. */
  private static Message value(Object value, int type) {
    return switch (type) {
      case TYPE_NUMBER -> new Message().real(2, ((Number) value).doubleValue());
      case TYPE_TRUTH -> new Message().number(4, (Boolean) value ? 1 : 0);
      default -> new Message().text(3, value.toString());
    };
  }
}
