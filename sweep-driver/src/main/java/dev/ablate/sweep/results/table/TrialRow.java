package dev.ablate.sweep.results.table;

import dev.ablate.model.NetworkSummary;
import dev.ablate.spec.CanonicalJson;
import dev.ablate.spec.Names;
import dev.ablate.trial.Measurement;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Split;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An attempt that ended, with all that was measured: one row of the table {@code trials}.
 *
 * @param trialId identity of what was trained
 * @param attempt from 1; the newest of a trial counts
 * @param status {@code completed}, {@code diverged}, {@code failed} or {@code stopped}
 * @param failure {@code exception}, {@code out-of-memory}, {@code crash}, {@code timeout}, {@code
 *     lost}; null unless failed
 * @param error why it did not complete, one line; null if it did
 * @param stoppedBy {@code rule}, {@code time-limit} or {@code request}; null unless stopped
 * @param seed of initial weights, shuffling and dropout
 * @param epochCount columns {@code epochs_asked}, {@code epochs_trained}, {@code last_epoch}
 * @param iterationsTrained steps
 * @param imagesTrained images seen in steps
 * @param last scores at the last measured epoch
 * @param bestEpoch the first epoch with the highest validation accuracy; null without validation
 * @param best scores there, columns {@code best_*}
 * @param trainSeconds time in training steps
 * @param totalSeconds from start to end, evaluation included
 * @param imagesPerSecond {@code imagesTrained / trainSeconds}; null before the first step
 * @param parameters stored numbers of the network
 * @param trainable those that the optimizer changes
 * @param macs multiply-accumulate operations of one example's forward pass
 * @param engine name and version
 * @param device columns {@code device*}, {@code driver_version}, {@code backend}: what it ran on
 * @param host it ran on
 * @param executor of Spark: {@code driver} in local mode
 * @param slot of the executor
 * @param startedAt before the first step
 * @param endedAt when the outcome was known
 * @param dataset name
 * @param dataChecksum SHA-256 of the images
 * @param spec canonical JSON of the {@link TrialSpec}: enough to train it again
 * @param epochs measurements after each epoch
 * @param iterations measurements after every {@code report-every} iterations
 * @param layers the network's layers in order
 * @param layerStats statistics of layers over time
 */
public record TrialRow(
    String trialId,
    int attempt,
    String status,
    String failure,
    String error,
    String stoppedBy,
    long seed,
    @Inline EpochCount epochCount,
    int iterationsTrained,
    long imagesTrained,
    @Inline Scores last,
    Integer bestEpoch,
    @Inline(prefix = "best_") Scores best,
    double trainSeconds,
    double totalSeconds,
    Double imagesPerSecond,
    long parameters,
    long trainable,
    long macs,
    String engine,
    @Inline DeviceUsed device,
    String host,
    String executor,
    int slot,
    Instant startedAt,
    Instant endedAt,
    String dataset,
    String dataChecksum,
    String spec,
    List<EpochRow> epochs,
    List<IterationRow> iterations,
    List<LayerRow> layers,
    List<LayerStatRow> layerStats) {

  public TrialRow {
    new TrialId(trialId);
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be positive, but was " + attempt);
    }
    epochs = List.copyOf(epochs);
    iterations = List.copyOf(iterations);
    layers = List.copyOf(layers);
    layerStats = List.copyOf(layerStats);
  }

  /** The row of an attempt. */
  public static TrialRow of(
      TrialRequest request, TrialOutcome outcome, NetworkSummary summary, TrialContext context) {
    TrialSpec spec = request.spec();
    TrialHistory history = outcome.history();
    int last = history.epochs().stream().mapToInt(Measurement::at).max().orElse(0);
    Integer best = bestEpoch(history.epochs());
    return new TrialRow(
        request.id().value(),
        request.attempt(),
        TrialStatus.of(outcome).text(),
        outcome instanceof TrialOutcome.Failed failed ? Names.kebab(failed.failure()) : null,
        error(outcome),
        outcome instanceof TrialOutcome.Stopped stopped ? Names.kebab(stopped.stop().by()) : null,
        spec.seed(),
        new EpochCount(spec.training().epochs(), history.epochsTrained(), last == 0 ? null : last),
        history.iterationsTrained(),
        history.imagesTrained(),
        Scores.at(last, history.epochs()),
        best,
        best == null ? Scores.NONE : Scores.at(best, history.epochs()),
        history.trainSeconds(),
        Duration.between(context.startedAt(), context.endedAt()).toNanos() / 1e9,
        history.trainSeconds() > 0 ? history.imagesTrained() / history.trainSeconds() : null,
        summary.parameters(),
        summary.trainable(),
        summary.macs(),
        spec.engine(),
        context.device(),
        context.host(),
        context.executor(),
        context.slot(),
        context.startedAt(),
        context.endedAt(),
        Names.kebab(spec.dataset().name()),
        spec.dataChecksum(),
        CanonicalJson.write(spec),
        history.epochs().stream().map(EpochRow::of).toList(),
        history.iterations().stream().map(IterationRow::of).toList(),
        summary.layers().stream().map(LayerRow::of).toList(),
        history.layerStats().stream().map(LayerStatRow::of).toList());
  }

  /** How this attempt ended, with what another one at the same trial measured. */
  public TrialRow withMeasurements(TrialRow other) {
    return new TrialRow(
        trialId,
        attempt,
        status,
        failure,
        error,
        stoppedBy,
        seed,
        new EpochCount(
            epochCount.epochsAsked(),
            other.epochCount.epochsTrained(),
            other.epochCount.lastEpoch()),
        other.iterationsTrained,
        other.imagesTrained,
        other.last,
        other.bestEpoch,
        other.best,
        other.trainSeconds,
        totalSeconds,
        other.imagesPerSecond,
        parameters,
        trainable,
        macs,
        engine,
        device,
        host,
        executor,
        slot,
        startedAt,
        endedAt,
        dataset,
        dataChecksum,
        spec,
        other.epochs,
        other.iterations,
        layers,
        other.layerStats);
  }

  /** The identity. */
  public TrialId id() {
    return new TrialId(trialId);
  }

  private static String error(TrialOutcome outcome) {
    if (outcome instanceof TrialOutcome.Diverged diverged) {
      return diverged.reason();
    }
    if (outcome instanceof TrialOutcome.Failed failed) {
      return failed.error();
    }
    return outcome instanceof TrialOutcome.Stopped stopped ? stopped.stop().reason() : null;
  }

  private static Integer bestEpoch(List<Measurement> epochs) {
    Measurement best = null;
    for (Measurement measured : epochs) {
      if (measured.split() == Split.VALIDATION
          && measured.metric() == Metric.ACCURACY
          && (best == null || measured.value() > best.value())) {
        best = measured;
      }
    }
    return best == null ? null : best.at();
  }
}
