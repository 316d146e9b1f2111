package dev.ablate.sweep.plan;

import dev.ablate.data.DatasetFit;
import dev.ablate.data.DatasetSpec;
import dev.ablate.engine.definition.MemoryNeed;
import dev.ablate.model.InvalidNetworkException;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSpec;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.sweep.design.Design;
import dev.ablate.sweep.design.DesignPoint;
import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.plan.PlannedTrial.State;
import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.table.TrialStatus;
import dev.ablate.sweep.study.StoppingSpec;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Plans a sweep. Trains nothing, needs no engine, no data and no Spark. */
public final class Planner {
  private final DataFacts data;
  private final String engineIdentity;
  private final StoredStarts starts;
  private final Optional<CostModel> costs;
  private final boolean stops;
  private final Map<NetworkOn, Built> networks = new HashMap<>();
  private final Map<TrialId, Draft> drafts = new LinkedHashMap<>();

  private Planner(
      DataFacts data,
      String engineIdentity,
      StoredStarts starts,
      Optional<CostModel> costs,
      boolean stops) {
    this.starts = starts;
    this.data = data;
    this.engineIdentity = engineIdentity;
    this.costs = costs;
    this.stops = stops;
  }

  /** What a trial is, its stored weights looked up. */
  static TrialSpec spec(
      String engineIdentity,
      long seed,
      DatasetSpec dataset,
      DataFacts data,
      Network network,
      TrainingSpec training,
      StoredStarts starts) {
    return new TrialSpec(
        engineIdentity,
        seed,
        dataset,
        data.checksum(),
        network,
        training.withStart(starts.find(training.start(), network, dataset.shapeOf(data.input()))));
  }

  /** Plans a sweep that begins with no stored weights, or says their checksums. */
  public static SweepPlan plan(
      SweepSpec spec,
      DataFacts data,
      String engineIdentity,
      Optional<CostModel> costs,
      int slots,
      Function<TrialId, Optional<FinishedTrial>> finished) {
    return plan(spec, data, engineIdentity, StoredStarts.AS_WRITTEN, costs, slots, finished);
  }

  /**
   * Plans a sweep.
   *
   * @param engineIdentity name and version of what trains, part of every trial's identity
   * @param starts looks up stored weights and their checksum
   * @param costs what trials take on the machine they will run on, if that is known
   * @param slots trials at a time, for the budget's hours
   * @param finished the newest attempt of a trial that ended before, if there is one
   */
  public static SweepPlan plan(
      SweepSpec spec,
      DataFacts data,
      String engineIdentity,
      StoredStarts starts,
      Optional<CostModel> costs,
      int slots,
      Function<TrialId, Optional<FinishedTrial>> finished) {
    Planner planner =
        new Planner(
            data, engineIdentity, starts, costs, !(spec.stopping() instanceof StoppingSpec.None));
    List<PlannedPoint> points = new ArrayList<>();
    Design design = Design.of(spec);
    for (DesignPoint point : design) {
      points.add(planner.place(point));
    }
    List<PlannedTrial> trials = planner.trials(finished);
    return new SweepPlan(
        points, new Budget(spec.budget(), slots).applied(trials), design.notices());
  }

  private PlannedPoint place(DesignPoint point) {
    if (point.excluded().isPresent()) {
      return untrained(point, Validity.EXCLUDED, point.excluded().get());
    }
    if (point.invalid().isPresent()) {
      return untrained(point, Validity.INVALID, point.invalid().get());
    }
    Optional<String> unfit = DatasetFit.problem(point.dataset(), data.input(), data.sizes());
    if (unfit.isPresent()) {
      return untrained(point, Validity.INVALID, unfit.get());
    }
    NetworkOn network = new NetworkOn(point.network(), point.dataset().shapeOf(data.input()));
    Built built = networks.computeIfAbsent(network, this::build);
    if (built.summary() == null) {
      return untrained(point, Validity.INVALID, built.invalid());
    }
    TrialSpec spec;
    try {
      spec =
          spec(
              engineIdentity,
              point.seed(),
              point.dataset(),
              data,
              built.network(),
              point.training(),
              starts);
    } catch (InvalidSpecException e) {
      return untrained(point, Validity.INVALID, e.getMessage());
    }
    TrialId id = spec.id();
    drafts.computeIfAbsent(id, unseen -> new Draft(id, built.summary(), stops)).add(spec);
    return new PlannedPoint(
        point.point(),
        point.cell(),
        point.seed(),
        point.values(),
        Optional.of(id),
        point.training().epochs(),
        Validity.VALID,
        "");
  }

  private static PlannedPoint untrained(DesignPoint point, Validity validity, String reason) {
    return new PlannedPoint(
        point.point(),
        point.cell(),
        point.seed(),
        point.values(),
        Optional.empty(),
        0,
        validity,
        reason);
  }

  private Built build(NetworkOn written) {
    Network network = written.network().network(data.classes());
    try {
      return new Built(network, NetworkSummary.of(network, written.input()), "");
    } catch (InvalidNetworkException e) {
      return new Built(network, null, e.getMessage());
    }
  }

  /**
   * The longest first, so that no long trial starts last; equally long ones as the design has them.
   */
  private List<PlannedTrial> trials(Function<TrialId, Optional<FinishedTrial>> finished) {
    return drafts.values().stream()
        .map(draft -> draft.priced(data, costs, finished.apply(draft.id)))
        .sorted(Comparator.comparingDouble(Draft::price).reversed())
        .map(Draft::planned)
        .toList();
  }

  /** A network as written, and the shape of what it sees. */
  private record NetworkOn(NetworkSpec network, Shape input) {}

  /** A network of the design: its shapes, or why it has none. */
  private record Built(Network network, NetworkSummary summary, String invalid) {}

  /** A trial while points are still being gathered. */
  private static final class Draft {
    private final TrialId id;
    private final NetworkSummary summary;
    private final boolean stops;
    private TrialSpec longest;
    private Optional<FinishedTrial> finished = Optional.empty();
    private int points;
    private double seconds;
    private double price;

    Draft(TrialId id, NetworkSummary summary, boolean stops) {
      this.id = id;
      this.summary = summary;
      this.stops = stops;
    }

    void add(TrialSpec spec) {
      points++;
      if (longest == null || spec.training().epochs() > longest.training().epochs()) {
        longest = spec;
      }
    }

    Draft priced(DataFacts data, Optional<CostModel> costs, Optional<FinishedTrial> newestAttempt) {
      finished = newestAttempt;
      TrialWork work = TrialWork.of(longest, data, fromEpoch());
      seconds = costs.map(model -> model.seconds(summary, work)).orElse(Double.NaN);
      price = costs.isPresent() ? seconds : summary.macs() * work.imagesTrained();
      return this;
    }

    double price() {
      return price;
    }

    /** Where the next attempt begins; of a trial that is done, the price is that of all of it. */
    private int fromEpoch() {
      return finished
          .filter(trial -> trial.goesOn() && !answers(trial))
          .map(FinishedTrial::epochsTrained)
          .orElse(0);
    }

    PlannedTrial planned() {
      State state = finished.filter(this::answers).isPresent() ? State.DONE : State.TO_RUN;
      int last = finished.map(FinishedTrial::attempt).orElse(0);
      return new PlannedTrial(
          longest,
          id,
          state == State.DONE ? last : last + 1,
          summary,
          points,
          state,
          fromEpoch(),
          seconds,
          MemoryNeed.onProcessor(summary, longest.training().batchSize()).bytes());
    }

    /**
     * One that diverged or failed would again; one that was stopped answers where trials are to be
     * stopped: by each other, or by the clock.
     */
    private boolean answers(FinishedTrial trial) {
      return switch (TrialStatus.of(trial.status())) {
        case COMPLETED -> trial.epochsAsked() >= longest.training().epochs();
        case DIVERGED, FAILED -> true;
        case STOPPED ->
            "time-limit".equals(trial.stoppedBy()) || (stops && "rule".equals(trial.stoppedBy()));
      };
    }
  }
}
