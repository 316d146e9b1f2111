package dev.ablate.sweep.run;

import dev.ablate.device.UserCache;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.spec.Names;
import dev.ablate.sweep.plan.Calibration;
import dev.ablate.sweep.plan.CostHistory;
import dev.ablate.sweep.plan.CostModel;
import dev.ablate.sweep.plan.CostObservation;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.TrialWork;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.TrialTiming;
import dev.ablate.sweep.results.table.TrialStatus;
import dev.ablate.sweep.study.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What trials took on this machine, in the user's cache folder ({@code $XDG_CACHE_HOME/ablate}, or
 * {@code ~/.cache/ablate}): calibrations and finished trials.
 */
public final class CostCache {

  private static final double PROBE_SECONDS = 1.5;

  private final SweepSpec sweep;
  private final int slots;
  private final CostHistory history;
  private final Consumer<String> notices;

  /** For a number of slots; what goes wrong with it is a notice. */
  public CostCache(SweepSpec sweep, int slots, Consumer<String> notices) {
    this.notices = notices;
    this.sweep = sweep;
    this.slots = slots;
    this.history =
        CostHistory.in(
            folder(),
            Engines.provider(sweep.engine()).identity(),
            processor() + "-" + Names.kebab(sweep.device()) + "-" + slots);
  }

  /** What a trial costs, if anything is known of it. */
  public Optional<CostModel> model() {
    try {
      return CostModel.fit(history.observations());
    } catch (IOException e) {
      notices.accept(
          "what trials took before is not known: "
              + folder()
              + " cannot be read ("
              + e
              + "); delete it, or point XDG_CACHE_HOME elsewhere");
      return Optional.empty();
    }
  }

  /** Trains small networks for about half a minute. */
  public void calibrate(DataFacts data) throws InterruptedException {
    TrainingEngine engine = Engines.open(sweep.engine(), new EngineSettings(1));
    add(Calibration.run(engine, data.input(), slots, PROBE_SECONDS));
  }

  /** Learns from the trials of a run that did all that was planned. */
  void learn(List<PlannedTrial> trials, DataFacts data, ResultsFolder folder) {
    Map<String, TrialTiming> timings = new HashMap<>();
    folder.timings().forEach(timing -> timings.put(timing.trialId(), timing));
    List<CostObservation> observations = new ArrayList<>();
    for (PlannedTrial trial : trials) {
      TrialTiming timing = timings.get(trial.id().value());
      TrialWork work = TrialWork.of(trial.spec(), data);
      if (timing != null
          && trial.fromEpoch() == 0
          && timing.attempt() == trial.attempt()
          && TrialStatus.COMPLETED.is(timing.status())
          && timing.iterationsTrained() == work.iterations()) {
        observations.add(CostObservation.of(trial.summary(), work, timing.totalSeconds()));
      }
    }
    add(observations);
  }

  /** What is not remembered only makes later plans worse. */
  private void add(List<CostObservation> observations) {
    try {
      history.add(observations);
    } catch (IOException e) {
      notices.accept(
          "what trials took is not remembered: "
              + folder()
              + " cannot be written; point XDG_CACHE_HOME to a folder that can");
    }
  }

  private static Path folder() {
    return UserCache.folder().resolve("costs");
  }

  /** The processor's name where Linux says it, else its architecture. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
