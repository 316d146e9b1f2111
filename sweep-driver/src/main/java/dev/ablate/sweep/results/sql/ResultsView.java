package dev.ablate.sweep.results.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The table {@code results}: a design point, and its trial as it was after {@code at_epoch} epochs.
 * Points whose trial has not ended, or completed fewer epochs than they ask, have no scores yet;
 * invalid points never have.
 *
 * <p>Scores are those of {@code epoch}, the last measured one not after {@code at_epoch}. A trial
 * that ended badly only later counts as completed here.
 */
final class ResultsView {

  private static final String[] SCORES = {
    "train_loss",
    "train_accuracy",
    "validation_loss",
    "validation_accuracy",
    "test_loss",
    "test_accuracy"
  };

  private ResultsView() {}

  static Dataset<Row> of(Dataset<Row> design, Dataset<Row> trials) {
    // The design is small and goes to the trials' rows, so that those are not moved.
    Dataset<Row> scored =
        trials
            .join(
                functions.broadcast(
                    design.selectExpr("point", "trial_id AS asked_trial_id", "at_epoch")),
                functions.expr(
                    "trial_id = asked_trial_id AND (at_epoch <= epochs_asked"
                        + " OR status IN ('diverged', 'failed'))"))
            .withColumn("seen", functions.expr("filter(epochs, e -> e.epoch <= at_epoch)"))
            .withColumn("epoch", functions.expr("array_max(transform(seen, e -> e.epoch))"))
            .withColumn("best_epoch", functions.expr(bestEpoch()))
            .withColumn("ending", functions.expr("filter(seen, e -> e.epoch = epoch)"))
            .withColumn("finest", functions.expr("filter(seen, e -> e.epoch = best_epoch)"))
            .selectExpr(
                Stream.of(trialColumns(), scores()).flatMap(List::stream).toArray(String[]::new))
            .withColumn("reached", functions.expr("later AND abs(train_loss) < double('Infinity')"))
            .withColumn("status", functions.expr("if(reached, 'completed', status)"))
            .withColumn("failure", functions.expr("if(reached, null, failure)"))
            .withColumn("error", functions.expr("if(reached, null, error)"))
            .drop("later", "reached");
    return design
        .join(functions.broadcast(scored), new String[] {"point"}, "left")
        .selectExpr(columns(design, scored));
  }

  /** Where the point is, what it is, why it is not, what came of it. */
  private static String[] columns(Dataset<Row> design, Dataset<Row> scored) {
    List<String> keys = List.of("sweep_id", "run", "point", "cell", "seed");
    List<String> tail = List.of("validity", "reason", "trial_id", "at_epoch");
    Stream<String> axes =
        Arrays.stream(design.columns())
            .filter(column -> !keys.contains(column) && !tail.contains(column));
    Stream<String> scores =
        Arrays.stream(scored.columns()).filter(column -> !column.equals("point"));
    return Stream.of(keys.stream(), axes, tail.stream(), scores)
        .flatMap(columns -> columns)
        .toArray(String[]::new);
  }

  private static String bestEpoch() {
    return "- array_max(transform(filter(seen, e -> e.split = 'validation'"
        + " AND e.metric = 'accuracy' AND NOT isnan(e.value)),"
        + " e -> struct(e.value AS value, - e.epoch AS earliness))).earliness";
  }

  private static List<String> trialColumns() {
    return List.of(
        "point",
        "attempt",
        "status",
        "failure",
        "error",
        "at_epoch < epochs_asked AND at_epoch <= epochs_trained AS later",
        "epoch",
        "best_epoch",
        "array_max(transform(ending, e -> e.train_seconds)) AS train_seconds",
        "images_per_second",
        "parameters",
        "trainable",
        "macs",
        "device",
        "host");
  }

  private static List<String> scores() {
    List<String> columns = new ArrayList<>();
    for (String score : SCORES) {
      columns.add(score("ending", score) + " AS " + score);
    }
    for (String score : SCORES) {
      columns.add(score("finest", score) + " AS best_" + score);
    }
    return columns;
  }

  private static String score(String measurements, String score) {
    String[] parts = score.split("_", 2);
    return "get(filter("
        + measurements
        + ", e -> e.split = '"
        + parts[0]
        + "' AND e.metric = '"
        + parts[1]
        + "'), 0).value";
  }
}
