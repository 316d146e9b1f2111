package dev.ablate.sweep.inspection;

import dev.ablate.data.DataException;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.PartSizes;
import dev.ablate.engine.EngineProvider;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.PlannedPoint;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.Planner;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.LeaderboardRow;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.StoredWeights;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.TrialId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a trial of a results folder was: its runs kept what they were asked. */
public final class TrialFinder {

  private static final String CELL = "cell:";

  private final ResultsFolder folder;
  private final DatasetLocator locator;

  /** In a folder, with images from where the locator finds them. */
  public TrialFinder(ResultsFolder folder, DatasetLocator locator) {
    this.folder = folder;
    this.locator = locator;
  }

  /** A trial and what planned it. */
  private record Found(
      TrialId id, PlannedTrial trial, RunRow run, String engine, ImageDataset images) {}

  /**
   * Opens a trial.
   *
   * @param wanted its id or the beginning of it, {@code best}, or {@code cell:N} for the first
   *     trial of that design cell that kept weights
   * @param iteration of the stored weights; null for the best or last
   * @throws InspectionException if there is no such trial, it kept no weights, or another engine
   *     trained it
   */
  public InspectedTrial find(String wanted, Integer iteration) throws ConfigException {
    List<RunRow> runs = folder.runs();
    for (int i = runs.size() - 1; i >= 0; i--) {
      Optional<Found> found = findIn(runs.get(i), wanted);
      if (found.isPresent()) {
        return open(found.get(), iteration);
      }
    }
    throw new InspectionException(
        "there is no trial \""
            + wanted
            + "\" in these results; name an id as the table trials has it, \"best\", or \"cell:N\""
            + " as the table design has it");
  }

  private Optional<Found> findIn(RunRow run, String wanted) throws ConfigException {
    SweepSpec sweep = ConfigLoader.recorded(run.config(), "the config of run " + run.run());
    ImageDataset images = Datasets.load(sweep.dataset(), locator);
    SweepPlan plan =
        Planner.plan(
            sweep,
            new DataFacts(
                images.shape(), images.classes(), run.dataChecksum(), PartSizes.of(images)),
            run.engine(),
            StoredWeights.of(folder.location())::find,
            Optional.empty(),
            1,
            id -> Optional.empty());
    for (TrialId id : candidates(plan, wanted)) {
      for (PlannedTrial trial : plan.trials()) {
        if (trial.id().equals(id)) {
          return Optional.of(new Found(id, trial, run, sweep.engine(), images));
        }
      }
    }
    return Optional.empty();
  }

  private List<TrialId> candidates(SweepPlan plan, String wanted) {
    if (wanted.equals("best")) {
      return folder.leaderboard(1).stream().map(LeaderboardRow::id).toList();
    }
    if (wanted.startsWith(CELL)) {
      return inCell(plan, wanted);
    }
    List<TrialId> matching =
        folder.finished().keySet().stream().filter(id -> id.value().startsWith(wanted)).toList();
    if (matching.size() > 1) {
      throw new InspectionException(
          "\"" + wanted + "\" is the beginning of several trials' ids: " + matching);
    }
    return matching;
  }

  /** Cells are numbered as the table design has them: in the order of their points. */
  private List<TrialId> inCell(SweepPlan plan, String wanted) {
    String number = wanted.substring(CELL.length());
    if (!number.matches("\\d{1,9}")) {
      throw new InspectionException(
          "\"cell:\" is followed by a number as the table design has it, but was \""
              + wanted
              + "\"");
    }
    Set<String> cells = new LinkedHashSet<>();
    plan.points().forEach(point -> cells.add(point.cell()));
    List<String> ordered = List.copyOf(cells);
    int index = Integer.parseInt(number);
    if (index >= ordered.size()) {
      throw new InspectionException(
          "there is no cell " + index + "; the cells are 0 to " + (ordered.size() - 1));
    }
    List<TrialId> trials =
        plan.points().stream()
            .filter(point -> point.cell().equals(ordered.get(index)))
            .map(PlannedPoint::trialId)
            .flatMap(Optional::stream)
            .toList();
    List<TrialId> kept = trials.stream().filter(id -> !folder.storedWeights(id).isEmpty()).toList();
    return kept.isEmpty() ? trials : kept;
  }

  private InspectedTrial open(Found found, Integer iteration) {
    if (!found.images.checksum().equals(found.run.dataChecksum())) {
      throw new DataException(
          "the data set at "
              + found.images.source()
              + " has checksum "
              + found.images.checksum()
              + ", but the trial was trained on "
              + found.run.dataChecksum()
              + "; name the folder of the old files with --data");
    }
    EngineProvider provider = Engines.provider(found.engine);
    if (!provider.identity().equals(found.run.engine())) {
      throw new InspectionException(
          "trial "
              + found.id
              + " was trained by "
              + found.run.engine()
              + ", but this program has "
              + provider.identity()
              + "; look at it with the version that trained it ("
              + found.run.programVersion()
              + ")");
    }
    if (!folder.finished().containsKey(found.id)) {
      throw new InspectionException(
          "trial " + found.id + " has not ended yet; run the study first");
    }
    return InspectedTrial.open(
        found.id,
        found.trial.spec(),
        Datasets.split(found.images, found.trial.spec().dataset()),
        provider.open(new EngineSettings(1)),
        found.engine,
        folder,
        iteration);
  }
}
