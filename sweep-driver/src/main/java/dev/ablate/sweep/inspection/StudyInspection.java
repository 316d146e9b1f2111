package dev.ablate.sweep.inspection;

import dev.ablate.data.DatasetLocator;
import dev.ablate.inspect.Batches;
import dev.ablate.inspect.Filters;
import dev.ablate.inspect.Occlusion;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.report.picture.Theme;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.study.InspectSpec;
import dev.ablate.trial.TrialId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Draws what a study asks to see of its trials' training. Training itself only keeps weights, so
 * that its steps cost what they do without; the pictures are made from them when it has ended.
 */
public final class StudyInspection {

  private static final List<Kind> KINDS = List.of(Kind.FILTERS, Kind.MAPS);

  private StudyInspection() {}

  /**
   * Draws of each trial that has kept all the weights and has no pictures yet.
   *
   * @param notices hears where pictures are, and why there are none
   */
  public static void draw(
      InspectSpec asked, ResultsFolder folder, DatasetLocator locator, Consumer<String> notices)
      throws ConfigException {
    if (asked.atIterations().isEmpty()) {
      return;
    }
    if (!folder.isLocal()) {
      notices.accept(
          "results are not on this machine's disk; draw with deploy/sweep inspect -o DIR");
      return;
    }
    List<String> names =
        asked.atIterations().stream().map(iteration -> "iteration-" + iteration).toList();
    TrialFinder finder = new TrialFinder(folder, locator);
    for (TrialId id : folder.finished().keySet()) {
      Path target =
          folder.localPath().resolve("inspections").resolve(id.value()).resolve("training");
      if (folder.storedWeights(id).containsAll(names) && !Files.isDirectory(target)) {
        try {
          draw(asked, finder, id, folder, target);
          notices.accept(target.toString());
        } catch (InspectionException e) {
          notices.accept(e.getMessage());
        }
      }
    }
  }

  private static void draw(
      InspectSpec asked, TrialFinder finder, TrialId id, ResultsFolder folder, Path target)
      throws ConfigException {
    InspectedTrial first = finder.find(id.value(), asked.atIterations().get(0));
    List<InspectedTrial> views = new ArrayList<>(List.of(first));
    asked.atIterations().stream().skip(1).forEach(iteration -> views.add(first.at(iteration)));
    for (Kind kind : KINDS) {
      InspectionRequest request =
          new InspectionRequest(
              new InspectionRequest.What(
                  kind == Kind.MAPS ? asked.layers() : List.of(), null, asked.images()),
              Filters.Order.UNIT,
              new Occlusion.Patch(1, 1, Occlusion.Fill.MEAN),
              new InspectionRequest.SaliencyChoice(List.of(), false),
              1,
              InspectionRequest.Together.EACH,
              new Batches(Batches.USUAL_SIZE, 1, Batches.Progress.NONE));
      Inspector inspector = new Inspector(views, request);
      inspector.require(KINDS);
      Inspector.Seen seen = inspector.look(kind);
      List<Path> files = SightFiles.write(seen.shown(), Theme.LIGHT, target);
      for (int i = 0; i < views.size(); i++) {
        folder.keep(InspectionRows.of(views.get(i), kind, request, seen.byView().get(i), files));
      }
    }
  }
}
